"""What turns a word: "xong" is no end where a hope, a part, a negation or a doubt stands beside it. Each row is one
phenomenon with the folded words it is heard in; short forms are written out before."""

import re

NOT = r"\b(?:(?<!sua )chua|khong|cha|dau co|no[nt]|never|isn't|haven't|hasn't|not yet)"
DO = (
    r"(?:hoan thanh|hoan tat|xong|ban hanh|phat hanh|ky ban hanh|ky|gui|nop|thuc hien xong|lam xong|bao cao|trien khai|"
    r"to chuc|quan triet|thong qua|cong bo|tong hop|thuc hien|lam|xay dung|trinh|hop|duyet|phe duyet|dong dau|so|dung|day du|du)"
)
_CALLED = r"(?: (?:a|nhe|nha|nghen|em|anh|chi|dong chi|d/c|duoc|oi|sep))*"


def table(*rows: tuple[str, str]) -> re.Pattern[str]:
    """One pattern of whole words from all rows; a row is the name of a phenomenon and what it is heard in."""
    return whole("|".join(pattern for _name, pattern in rows))


def whole(pattern: str) -> re.Pattern[str]:
    """The pattern where it begins and ends with a word."""
    return re.compile(rf"(?<!\w)(?:{pattern})(?!\w)")


LATER = table(
    ("will, shall, hopes to", r"\bse\b|(?<!hon )(?<!voi )(?<!nhu )(?<!theo )(?<!dung )du kien|sap\b(?! nhap| xep)|chuan bi|phan dau|co gang|hua|cam ket|quyet tam|huong toi|no luc|tranh thu"),
    ("at work on it", r"\bdang(?! (?:len|tai|ky)\b)"),
    ("in order to", r"\bde (?:ban hanh|trinh|gui|ky|nop|hoan thanh|kip|som)"),
    ("waits for", r"\bcho (?:ky|duyet|y kien|huong dan|lanh dao|phe duyet|thong qua|so\b|hoan thanh|hoan tat|phat hanh|xong|ban hanh|gui|nop|bi thu|chu tich|thuong|ben|cac|dong dau|ket qua|tham dinh|sep|cap|kinh phi)|\bdoi (?:ky|duyet|y kien|chu ky|lanh dao|bi thu|chu tich)"),
    ("when or if", r"khi (?:nao|co|xong|ban hanh|hoan thanh)|\bneu\b(?! duoc)|bao gio|luc nao|gia (?:ma|nhu)|uoc gi|mong (?:la|sao|som)|hy vong|hi vong|chuc (?:dong chi|ban|anh|chi|cac)"),
    ("a day to come", r"ngay mai|\bmai\b|tuan sau|tuan toi|thang sau|thang toi|truoc ngay|\bmot\b(?= (?:gui|nop|ky|xong|se|la))|chieu nay|toi nay|hom sau|\bhen\b|(?:ngay|tuan|thang) (?:kia|toi)|\d+ toi\b(?! (?:ban|cac|van phong|thuong truc|ubnd)\b)|(?<!hoi )(?<!tu )cuoi (?:ngay|tuan|thang|quy|nam)(?! truoc| qua)|dau (?:tuan|thang) (?:sau|toi)|thu (?:hai|ba|tu|nam|sau|bay|[2-7])(?: tuan)? nay|den (?:\d+(?:[/.]\d+)+|thu|ngay|cuoi|het|trua|chieu|toi|mai)"),
    ("will surely", r"chac chan|yen tam|ke hoach (?:la )?hoan thanh|thoi gian hoan thanh|ngay hoan thanh|thoi han hoan thanh|han hoan thanh"),
    ("wants, must", r"\bmuon (?:ban hanh|hoan thanh|ky|gui|nop|lam|xong|som|duoc)|\bcan\b (?:ban hanh|hoan thanh|phai)|\bphai (?:ban hanh|hoan thanh|xong|gui|nop|lam|ky|cho)|co the (?:xong|hoan thanh|gui|ban hanh|ky)|(?:phai|can|nen) duoc (?:ban hanh|hoan thanh|ky|gui|nop)|(?<!tien do )(?:bao dam|dam bao)(?! tien do| chat luong| dung| yeu cau| thoi gian| thoi han)"),
    ("after some days", r"(?:ngay|hom|bua|tuan|thang|tieng|gio|buoi|phut|chut|lat|ti|xiu) nua|(?:sau|trong vong|trong) (?:\d+|mot|hai|ba|vai|may|it) (?:ngay|hom|bua|tuan|thang|gio|tieng|buoi)\b(?! qua| truoc)"),
    ("soon, in time", r"se som|trong (?:tuan|thang|ngay|hom|quy|nam)(?! (?:truoc|qua|roi|\d+|i|ii|iii|iv)\b)|som (?:hoan thanh|xong|ban hanh|gui)|(?<!da )(?<!vua )\bkip\b(?! thoi| roi)(?! \w+(?: \w+){0,3} roi)|\bcon (?:thieu|cho|lai|xin|mqi|moi|mot|chi|duy nhat|khau|buoc|phan|vuong|doi)\b|chi con|chi cho|chi doi|\bkhau\b"),
    ("then, and only then", r"(?:roi|thi|mai|sau|khi|nua|phai|den|toi|chieu|xong)(?: \w+)? moi(?! (?:day|nhat|xong|gui xong)\b)|(?<!\bthe )la xong|nua (?:la|thi) (?:hoan thanh|hoan tat|ban hanh|gui|nop|ky)|(?:nua|ky|duyet|dau|hop|duoc) (?:la|thi) (?:gui|ban hanh|co)|\bxong (?:em|toi|minh|chung toi|thi|la|bao(?! cao)|gui|nop|se|moi|ben)\b"),
    ("asks for it", r"xin phep|xin (?:hoan thanh|den|toi)|xin (?:gui|nop) (?:muon|sau|cham|vao|truoc|den|trong|lai)|de nghi(?! (?:ban |dong chi |d/c )?(?:dinh chinh|xac nhan|cap nhat|ghi nhan|dong|xoa|cham dut|xac|khong nhac|dung|bo|cho ra|dua))|tiep tuc (?:hoan thien|thuc hien)|cho (?:phep|em|toi|don vi)(?: \w+){0,3} (?:hoan thanh|nop|gui|xong)"),
)  # fmt: skip
"""Words that put the end into the time to come."""

PARTLY = table(
    ("led to the signature", r"\bda (?:trinh|tham muu)(?!(?: \S+){0,8} (?:ban hanh|ky)(?: \S+){0,5} \d+\S*[-/][a-z])(?! va (?:duoc|da))|\bda (?:du thao|soan)|trinh (?:ky|duyet|lanh dao|thuong truc|ban thuong vu|ubnd|chu tich|bi thu)|ky (?:nhay|tat|trinh|nhap|hop dong)|hop dong|to trinh|ho so trinh"),
    ("sent up to be seen", r"(?:gui|chuyen|dua)(?: cho| len| xin| den)? (?:dong chi |cac dong chi )?(?:thuong truc|ban thuong vu|btv|bi thu|chu tich|lanh dao|sep|giam doc|chanh van phong|thu truong)(?: \w+)? (?:xem|doc|duyet|cho y kien|ky)\b(?! (?:va|roi|xong))"),
    ("a draft", r"\b(?:ban )?du thao(?!.* nay da (?:duoc )?(?:ban hanh|ky ban hanh|phat hanh)\b)|ban thao|ban tho\b|de cuong|ban nhap|lan (?:1|2|3|4|mot|hai|ba|dau)\b(?! don doc)|the thuc"),
    ("a part", r"(?:xong|hoan thanh) phan (?:so lieu|danh gia|phu luc|mo dau|thuyet minh|tong hop)\b(?! va)|xong (?:ve )?(?:so lieu|phu luc|dan y|khung)|\bmot (?:phan|nua)|buoc dau|buoc \w+|giai doan (?:1|dau|mot)|dot 1|phan lon|hau het|d[aq] so|co ban(?! (?:scan|cung|mem|giay|pdf|dau do|ky so|goc))|so bo|cac buoc|phan viec|khau|\b(?:1|2|3) phan\b|\bphan (?:1|2|3|mot|hai|ba|i|ii|dau|noi dung|lon|viec)|(?<!\d)1/2(?!\d|/)|(?<!tong )hop (?:\w+ ){0,3}xong|xong (?:ve )?noi dung(?! (?:nay|tren|duoc giao|theo|do\b|neu|nhiem vu|cong viec|viec))|xong (?:viec |phan )?(?:soan|du thao)|noi dung (?:da )?(?:xong|hoan chinh|hoan thanh)|hoan thanh noi dung(?! (?:nay|tren|duoc giao|theo|do\b|neu|nhiem vu|cong viec|viec))|tung phan|moi xong (?:phan|buoc|khau|doan|muc|chuong|noi dung)|mot so"),
    ("opinions and figures", r"(?<!sau khi )(?:lay|xin) y kien|gop y|tham dinh|khao sat|thu thap|chuan bi"),
    ("nearly", r"\bgan\b(?! (?:nhat|day))|\bsap\b(?! nhap| xep)|suyt|tuong doi"),
)  # fmt: skip
"""Words that make it a part."""

STEP = table(
    ("a step", r"tham muu(?!(?: \S+){0,8} ban hanh(?: \S+){0,4} \d+\S*[-/][a-z])|nguyen tac|noi bo|chu truong|ra soat|(?:hoan thanh|xong) (?:viec|buoc|cong tac|phan)(?! (?:nay|nhu|duoc giao|tren))|y kien|ghi hinh"),
    ("letters on the way", r"(?:van ban|cong van|giay moi|phieu|thu)(?: \S+){0,5} (?<!theo )(?<!dung )(?:don doc|yeu cau|de nghi|xin|hoi|gop)\b|giay moi|thu moi|(?<!ban hanh va )(?<!\d )gui (?:cho )?(?:lanh dao|sep|chanh van phong|pho|cac|phong|ben)\b"),
    ("told the head", r"bao cao (?:xin |voi |len )?(?:lanh dao|bi thu|chu tich|cap tren|sep|giam doc|xin)"),
    ("a plan to do something", r"da co (?:ke hoach|lich|chuong trinh) (?:hop|lam|di|to chuc|trien khai|kiem tra|thuc hien)"),
)  # fmt: skip
"""Words that rather make it a step on the way; by themselves they leave a doubt."""

DENIED = table(
    ("not done", rf"{NOT}(?: (?:duoc|the|kip|co|phai|he|thay|ai|da|noi|xac dinh|hoan toan))*(?: \w+){{0,3}}? {DO}|{NOT}$|con (?:lau|xa)|xong den noi|(?!(?P<all>\d+)/(?P=all)\b)\d+/\d+ (?:noi dung|nhiem vu|xa|phuong|don vi|viec|muc|phan|chi bo|co quan|so|chi tieu|dau viec)|{NOT} (?:dau|nhe|a|roi)\b|khong (?:xong|kip|ra)"),
    ("done? not at all", rf"(?<!tu )(?<!ban )(?<!buoc )(?<!lan )(?<!\bo )(?<!nghe )\bdau{_CALLED}\W*$|co (?:xong|gui|ban hanh) dau|da xong dau|\bda dau\b"),
    ("how could it", r"(?:\bgi ma|sao ma|lam sao|the nao|bao gio|bao lau|khi nao|ai bao|ai noi|ai bqo)\b.*"),
    ("do not write it down", r"(?:dung|khoan)(?: voi)? (?:ghi|danh dau|bam|tich|xac nhan|cong nhan)"),
    ("nearly", r"\bgan\b(?! (?:nhat|day))|\bsap\b(?! nhap| xep)|\b(?:not|almost|nearly|never|\w+n't)\b"),
    ("a share of it", r"(?:hoan thanh|xong|duoc|lam|khoi luong|tien do)\W*(?: (?:duoc|dat|khoang|chung|tam|gan|hon|tren|moi))* ?~?\d{1,2}(?:[.,]\d+)? ?(?:%|phan tram)|(?:hoan thanh|xong) (?:duoc |khoang |hon |gan )*(?:mot nua|(?:qua|hon) nua|(?!(?P<full>\d+)/(?P=full)\b)\d+/\d+)|(?:hoan thanh|xong) (?:\w+ ){0,5}(?<!tram )phan tram|(?<!\d)\d{1,2} ?% (?:\w+ ){0,4}(?:da )?(?:xong|hoan thanh)|(?<!tram )phan tram (?:\w+ ){0,4}(?:da )?(?:xong|hoan thanh)"),
)  # fmt: skip
"""Words that deny it."""
