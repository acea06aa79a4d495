"""Names of invented schools, neighbourhoods and hamlets, in Arabic and in French."""

from typing import Final

from tasjil.demo.names import pairs

SCHOOLS: Final = pairs("""
الأمل/Al Amal, النور/Annour, السلام/Assalam, الوحدة/Al Wahda, النجاح/Annajah
المستقبل/Al Moustakbal, الزيتون/Azzaytoun, النخيل/Annakhil, الياسمين/Al Yasmine, الرياض/Arriad
الفتح/Al Fath, الهدى/Al Houda, المسيرة الخضراء/Al Massira Al Khadra, ابن بطوطة/Ibn Battouta
ابن رشد/Ibn Rochd, ابن خلدون/Ibn Khaldoun, ابن سينا/Ibn Sina, الفارابي/Al Farabi
الإدريسي/Al Idrissi, الخوارزمي/Al Khawarizmi, فاطمة الفهرية/Fatima Al Fihriya
المختار السوسي/Al Mokhtar Soussi, علال الفاسي/Allal Al Fassi, يوسف بن تاشفين/Youssef Ibn Tachfine
طارق بن زياد/Tarik Ibn Ziad, المنصور الذهبي/Al Mansour Addahbi, مولاي إسماعيل/Moulay Ismail
الحسن الأول/Hassan Premier, محمد الخامس/Mohammed V, عمر المختار/Omar Al Mokhtar, الأطلس/Al Atlas
الربيع/Arrabie, الأندلس/Al Andalous, القدس/Al Qods, الزهور/Azzouhour, الورود/Al Wouroud
الفضيلة/Al Fadila, التقدم/Attaqaddoum, العرفان/Al Irfane, المعرفة/Al Maarifa, الرازي/Ar-Razi
البيروني/Al Birouni, ابن زهر/Ibn Zohr, ابن الهيثم/Ibn Al Haytham, الجاحظ/Al Jahid
المتنبي/Al Moutanabbi, أبو القاسم الشابي/Abou Al Kacem Chabbi, الشهيد/Achahid
الاستقلال/Al Istiqlal, الوفاء/Al Wafae
""")
DISTRICTS: Final = pairs("""
السلام/Essalam, الأمل/Al Amal, الرياض/Riad, النصر/Ennasr, الفرح/El Farah, المسيرة/Al Massira
الزيتون/Zitoun, الزهراء/Zahra, الصفاء/Essafa, المنى/El Mouna, البستان/El Boustane, الوئام/El Wiam
النخيل/Ennakhil, الرياحين/Rayahine, القدس/Al Qods, الحديقة/El Hadika
المنظر الجميل/El Mandar El Jamil, الكرمة/El Karma, السعادة/Essaada, الأندلس/Al Andalous
البهجة/El Bahja, الياسمين/Yasmine, الفتح/El Fath, الوفاق/El Wifak, التضامن/Tadamoun
النهضة/Ennahda, المحيط/El Mouhit, البركة/El Baraka, الرحمة/Errahma, العيون/El Oyoun
الشرفاء/Chorfa, المنار/El Manar, الأصيل/El Assil, العنبر/El Anbar, الضحى/Doha, الينبوع/El Yanbou
المرجان/El Morjane, الفردوس/El Firdaous, الوردة/El Warda, الجنان/El Jnane
""")
DISTRICT_KINDS: Final = (("حي", "Hay"), ("تجزئة", "Lotissement"), ("إقامة", "Résidence"))
DOUARS: Final = pairs("""
آيت علي/Aït Ali, آيت عمرو/Aït Amrou, آيت حمو/Aït Hammou, آيت بلال/Aït Blal, آيت إيشو/Aït Ichou
آيت سعيد/Aït Said, آيت موسى/Aït Moussa, آيت زكري/Aït Zekri, آيت وعزيز/Aït Ouaziz
آيت لحسن/Aït Lahcen, إغرم/Ighrem, تاغزوت/Taghzout, تيزي/Tizi, أكرض/Agerd, إمي نواسيف/Imi N'Ouassif
تاسلي/Tasli, تالوات/Talouat, أمسكار/Amskar, تيغرمت/Tighremt, أزرو/Azrou, تيفرت/Tifert, إغيل/Ighil
أضوز/Adouz, تاوريرت/Taourirt, تيمزيليت/Timzilit, إفران/Ifrane, تاكنيت/Tagnit, أسول/Assoul
تيسنت/Tissent, أولاد عمر/Oulad Omar, أولاد صالح/Oulad Salah, أولاد يوسف/Oulad Youssef
أولاد حمو/Oulad Hammou, بني صالح/Beni Salah, بني موسى/Beni Moussa, الزاوية/Zaouia, القصبة/Kasba
العين/Laayn, الكدية/Lkoudia, المرس/Lmers, الظهر/Dhar, السهب/Sheb, الواد/Loued, العزيب/Laazib
الصخرة/Sakhra, الخربة/Lkherba
""")
