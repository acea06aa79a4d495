"""Names of invented families: common Moroccan names, in Arabic and as written in Latin letters."""

from typing import Final

Name = tuple[str, str]


def pairs(text: str) -> tuple[Name, ...]:
    """Return the pairs of a list "arabic/latin, ...", in its order."""
    found = []
    for pair in text.replace("\n", ",").split(","):
        if pair.strip():
            arabic, _, latin = pair.partition("/")
            found.append((arabic.strip(), latin.strip()))
    return tuple(found)


GIRLS: Final = pairs("""
سلمى/Salma, آية/Aya, ملاك/Malak, فاطمة الزهراء/Fatima Zahra, هبة/Hiba, غيثة/Ghita, ياسمين/Yasmine
مريم/Maryam, خديجة/Khadija, زينب/Zineb, ضحى/Doha, حفصة/Hafsa, هاجر/Hajar, إكرام/Ikram, جنات/Jannat
كوثر/Kaoutar, كنزة/Kenza, لمياء/Lamia, ليلى/Leila, منال/Manal, مروة/Marwa, ندى/Nada, نهال/Nihal
نسرين/Nisrine, أميمة/Oumaima, رانيا/Rania, سارة/Sara, شيماء/Chaimae, إسراء/Israe, تسنيم/Tasnim
""")
BOYS: Final = pairs("""
محمد/Mohamed, آدم/Adam, يوسف/Youssef, محمد أمين/Mohamed Amine, ريان/Rayan, إلياس/Ilyas, يحيى/Yahya
علي/Ali, عمر/Omar, حمزة/Hamza, أنس/Anas, أيوب/Ayoub, إبراهيم/Ibrahim, عمران/Imrane, طه/Taha
زكرياء/Zakaria, ياسين/Yassine, سعد/Saad, المهدي/Mehdi, وسيم/Wassim, أيمن/Ayman, بلال/Bilal
هيثم/Haitam, إسماعيل/Ismail, مروان/Marouane, معاذ/Mouad, نزار/Nizar, أسامة/Oussama, رضا/Reda
زيد/Zaid
""")
MOTHERS: Final = pairs("""
فاطمة/Fatima, خديجة/Khadija, عائشة/Aicha, نعيمة/Naima, رشيدة/Rachida, مليكة/Malika, لطيفة/Latifa
سعيدة/Saida, سميرة/Samira, كريمة/Karima, نادية/Nadia, حياة/Hayat, زهرة/Zohra, حنان/Hanane
إلهام/Ilham, سهام/Siham, سناء/Sanae, سعاد/Souad, سمية/Soumia, أسماء/Asmae, بشرى/Bouchra
فدوى/Fadoua, غزلان/Ghizlane, حليمة/Halima, حسناء/Hasnae, جميلة/Jamila, جيهان/Jihane, لبنى/Loubna
""")
FATHERS: Final = pairs("""
محمد/Mohammed, أحمد/Ahmed, حسن/Hassan, رشيد/Rachid, سعيد/Said, مصطفى/Mustapha, عبد الله/Abdellah
خالد/Khalid, هشام/Hicham, عبد العزيز/Abdelaziz, عبد الرحيم/Abderrahim, عبد الحق/Abdelhak
عبد اللطيف/Abdellatif, عبد الكريم/Abdelkrim, عادل/Adil, إبراهيم/Brahim, إدريس/Driss, فؤاد/Fouad
جمال/Jamal, كمال/Kamal, لحسن/Lahcen, العربي/Larbi, امبارك/Mbarek, نبيل/Nabil, نور الدين/Noureddine
""")
FAMILIES: Final = pairs("""
العلوي/El Alaoui, الإدريسي/El Idrissi, العلمي/Alami, بناني/Bennani, بنجلون/Benjelloun
برادة/Berrada, التازي/Tazi, الفيلالي/Filali, الناصري/Naciri, العمراني/El Amrani, الوزاني/Ouazzani
الطاهري/Tahiri, الداودي/Daoudi, الهلالي/Hilali, الشرقاوي/Cherkaoui, المنصوري/Mansouri
السعيدي/Saidi, السليماني/Slimani, الزياني/Ziani, الجابري/Jabri, الغزالي/Ghazali, الحداد/Haddad
الخطابي/El Khattabi, اليعقوبي/Yacoubi, الموساوي/Moussaoui, البراهيمي/Brahimi, المرابط/Mrabet
بلحاج/Belhaj, بنعلي/Benali, بنموسى/Benmoussa, البخاري/Boukhari, بوعزة/Bouazza, بوسعيد/Boussaid
بوجمعة/Boujemaa, أوعزيز/Ouaziz, أيت علي/Ait Ali, أيت إبراهيم/Ait Brahim, أيت حمو/Ait Hammou
أيت سعيد/Ait Said, أيت الطالب/Ait Taleb
""")
# Families from abroad: nationality, then first and family name of the child and of the mother.
ABROAD: Final[tuple[tuple[str, str, str, str, str], ...]] = (
    ("SN", "Mariama", "Diallo", "Fatou", "Ndiaye"),
    ("CI", "Aminata", "Koné", "Awa", "Traoré"),
    ("CM", "Grace", "Mbarga", "Solange", "Essomba"),
    ("FR", "Camille", "Moreau", "Claire", "Lefebvre"),
    ("ES", "Lucía", "Navarro", "Carmen", "Ortega"),
)
