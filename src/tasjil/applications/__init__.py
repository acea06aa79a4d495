"""The request (طلب التسجيل), from draft to decision: the heart of the house."""
