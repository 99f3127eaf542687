"""When an end is believed: in words that tell of what is over, or in nothing but plain words about the task. "Bàn cách
hoàn thành" says that it is not done; so a word that is not known to be harmless makes a person look."""

import re

from webapp.replies.signals import Clause
from webapp.replies.turns import table

_OVER = table(
    ("already, just now", r"da|roi|vua|100|tung|xong xuoi|hieu luc"),
    ("a day gone by", r"hom (?:qua|kia|truoc|no|thu \w+|\d+)|(?:sang|chieu|trua) (?:qua|nay)|(?:tuan|thang) (?:truoc|qua)|tu (?:dau|cuoi|tuan|thang|hom|lau|ngay|hoi)|moi (?:ban hanh|ky|gui|nop|phat hanh|lam)(?: \w+)? xong|lau|(?:truoc|som) (?:han|hon|thoi han)|(?:ngay )?\d{1,2}[/.-]\d{1,2}\S*|ngay \d+"),
    ("a document", r"\d+[a-z]?[-/][a-z]\S*|so \d+|(?:gui |dinh )?kem\b.*|duoc (?:ban hanh|phat hanh|ky|gui|nop)|(?:em|(?<!tien )toi|don vi|xin|tran trong) gui\b.*|^gui(?: \w+){0,4} (?:bao cao|ke hoach|van ban|quy che)\b(?! (?:sau|som|dau|kieu|khi|neu|vao|cuoi|truoc|trong))"),
    ("made public", r"d[aq]ng len cong"),
    ("in English", r"done|completed|finished|submitted|issued|sent"),
)  # fmt: skip
"""Words that tell of what is over."""

_PLAIN = (
    "toi em minh tui ben chung don vi dong chi anh chi ban phong xa phuong huyen so hoi doan nganh uy dang dqng"
    " bo thuong vu tp thanh pho ubnd ubkt mttq mat tran lien van nhiem viec cong ke hoach bao cao quy che noi dung"
    " san pham ho hinh trang thai ket qua do xong hoan thanh tat day du dung han thoi hqan chat luong tot xuat sac"
    " toan tat ca het tron ven duoc giao nay tren trong neu neuq a nhe nha nghen nghe do day dq vang oi ok cam on xin kinh thua"
    " cac con lam thuc hien muc vuot cua ve la theo de ra phan cong viet nam cho noi q cuoi cung ldld trieu khai trien"
    " luon cung nqu lien doan chuc nang mot hqay du nhi duong gui nop chu tri phu hop"
)
"""Words that leave an end an end."""

_PLAIN_WORDS = frozenset(_PLAIN.split())

_SPOILT = table(
    ("set going", r"da (?:co |lai )?(?:giao|chi dao|yeu cau|don doc|nhac|len lich|dinh|xin|ban(?! (?:hanh|giao|thuong|dan|to|tuyen|noi))|hop ban|bat dau|thu|tinh|lo|muon|de nghi|dang ky|phan cong|bo tri|hen|thao luan|hoi|tim|ke hoach(?! so)|chu truong|phuong an|goi|trao doi|kien nghi|thuc giuc)\b(?!.*\bva (?:da |duoc )*(?:ban hanh|ky|gui|nop|hoan thanh|phat hanh))(?!.*\d[-/][a-z])"),
    ("made, not issued", r"(?:thong nhat|\bin|chinh sua|danh may|viet|xay dung|soan|soan thao|tong hop|nhap|kiem tra|tinh toan|xu ly|bien tap)(?: \w+){0,3} xong\b(?!.*\b(?:va|roi) (?:da |duoc )*(?:ban hanh|ky|gui|nop|phat hanh))|xong (?:thu tuc|ho so)|phieu trinh|(?:gui|chuyen) (?:cho )?van thu(?: \w+)? (?:lay so|dong dau|phat hanh)|(?:thanh lap|kien toan) (?:to|ban)\b|\bd[aq]ng ky\b(?! van ban| so)|(?:nhac|giuc|yeu cau|(?:giao|bao)(?: cho)? (?:phong|van phong|anh em)) (?:\w+ ){0,3}(?:gui|nop|lam|ky|ban hanh) roi"),
    ("thought of, asked for", r"(?:de xuat|kien nghi|xem xet|xem\b|nghien cuu|hop ban|ban viec|moi (?:bi thu|chu tich|lanh dao|thuong truc|dong chi|sep)|(?<!chi )huy\b|nho|giuc|can phai|muc dich)(?: (?!da\b|vua\b|roi\b|va\b)\w+){0,4} (?:ban hanh|ky|phat hanh|gui|nop)\b(?! xong).*"),
    ("from above", r"^(?:tinh uy|trung uong|chinh phu|thu tuong|bo chinh tri|ban bi thu|cap tren) (?:da |vua |moi )*(?:ban hanh|co|gui|ky)\b.*|(?:gui|ban hanh|co) (?:thu|cong van|van ban)(?: \S+){0,2} (?:nhac|don doc|yeu cau|de nghi|hoi)\b"),
    ("of a part, by units", r"100 ?% (?:cac )?(?:phan|so lieu|phu luc|buoc|muc)\b.*|^100 ?% (?:cac |so )*(?:xa|phuong|chi bo|don vi|co so|phong|d[aq]ng vien)\b.*|nua (?:khong|chang|duong)|ky (?:duoc )?(?:mot|1) (?:ben|phia)|(?:mot|1) (?:ben|phia) (?:da )?ky"),
    ("on a desk inside", r"(?:gui|nop|chuyen|trinh)(?: (?:cho|len|sang|dong chi))* (?:truong phong|pho phong|van phong(?! tinh uy| ubnd)|bi thu(?! tinh uy)|chu tich|sep|lanh dao|giam doc)\b.*|trinh(?: \w+){0,2} xong|tren ban\b.*|(?:duyet|photo|scan|dong quyen) xong\b(?!.*\b(?:va|roi) (?:da )?(?:gui|ban hanh|ky))"),
    ("another paper", r"(?:ky|gui|co|lap) bien ban\b.*|(?:gui|nop) (?:cau hoi|don)\b.*|ve viec (?:cham|tre|xin)\b.*|\bkhung (?:ke hoach|bao cao|quy che)|tap huan"),
    ("counted in units", r"^(?:da )?(?:co )?\d+(?:/\d+)? (?:xa|phuong|don vi|chi bo|phong|so|nganh|huyen)\b.*"),
    ("agreed, ready", r"^(?!.*\d[-/]).*\b(?:dong y|nhat tri|thong nhat|san sang|du dieu kien|cho phep|du)(?: (?!da\b|va\b)\w+){0,2} (?:ban hanh|ky|phat hanh|gui|nop)\b(?!.*\d[-/][a-z])"),
    ("sent up", r"(?:gui|nop|chuyen)(?: \w+){0,3} (?:de|len|cho)(?: \w+){0,2} (?:lanh dao|thuong truc|bi thu|chu tich|giam doc|sep|van thu)\b(?! tinh uy).*"),
    ("a plan of the work", r"ke hoach(?: \S+){0,3} (?:xay dung|viet|soan|lam) (?:bao cao|quy che|ke hoach|du thao)\b.*"),
    ("for now, in the main", r"\btam (?:xong|hoan thanh)|chu yeu|\bvong \d|\bnhap\b|(?:hon|qua|gan|mot) nua|\d+ (?:tren|trong)(?: tong)?(?: so)? \d+|chieu (?:ky|gui|nop|ban hanh)|(?:o|tai|cho) (?:cap|quy) \w+|duoc giao (?:nam|thang|quy) \w+|con cho\b.*"),
    ("an aim", r"(?:muc tieu|chi tieu|ke hoach(?: nam| quy| la| dat)?|de ra|giao)\W*(?: la| dat)? 100\b.*|la kho|(?:rat|hoi|qua) kho"),
    ("another thing", r"(?:gui|nop|chuyen)(?: (?:cho|em|anh|chi|ban|dong chi|lai|qua|roi|den|toi))* (?:thu|mail|danh sach|hinh anh|anh hoi nghi|loi|file|mau|link|so lieu|dia chi|so dien thoai|thong tin|tin|y kien)\b|^(?:da |cac )?(?:so lieu|phu luc|bia|muc \w+|phan \w+|chuong \w+|danh sach|hinh anh|bieu mau|bieu)\b.*"),
    ("done by units", r"\d{1,2} ?% (?:\w+ ){0,4}(?:da|deu|gui|nop|xong)|^(?:cac|nhieu|mqi|mot so|d[aq] so(?: cac)?) (?:xa|phuong|don vi|chi bo|phong|so|nganh|huyen|d[aq]ng uy|d[aq]ng bo|co so)\b.*"),
    ("for some, by others", r"(?:o|tai|duoc|cho) (?:\d+|mot so|vai|mqi) (?:xa|phuong|don vi|chi bo|co so|noi|phong|huyen)|(?:don vi|co quan|noi|nguoi|ben|phong) khac|ve (?:mat|phan|noi dung|hinh)|(?:nam|dot|ky) (?:ngoai|truoc)|duoc nua"),
    ("far from it", r"(?:dau|nao|ai|lam gi|gi ma) (?:phai |co )?da|ma (?:khong|chua|thieu|con|bi)|chua(?: (?:nhi|a|nhe|dau|em|anh|chi|ta))*\W*$|dau(?: (?:a|nhi|nhe|em|anh|chi))*\W*$(?<!tu dau)"),
    ("put off", r"bi (?:cham|hoan|hqan|lui|treo|dung)|phai (?:hoan|hqan|lui|dung)|con (?:cham|vuong|thieu)"),
    ("said wrongly", r"la sai|khong dung|khong phai|kho (?:ma )?(?:hoan thanh|xong)|hau nhu"),
)  # fmt: skip
"""Words beside an end that make it another's, a part, or none."""


_PHRASES = table(
    ("whole phrases of plain words", r"quyet dinh|co quan|mot cach|(?:theo|dung) yeu cau|tien do|tinh (?:hinh|trang|uy|doan|toi)|(?:ubnd|cap|lien doan lao dong|ldld|hoi|mat tran|dan tinh) tinh|uy ban nhan dan tinh|hoi cuu chien binh"),
)  # fmt: skip
"""Phrases that are plain though a word of theirs, read without marks, might hope or try ("cố, tính, quyết")."""


def believed(piece: Clause) -> bool:
    """Whether an end told in ``piece`` may be taken as it stands."""
    if _SPOILT.search(piece.words):
        return False
    words = re.findall(r"[^\W\d_]+", _PHRASES.sub(" ", piece.words))
    return bool(_OVER.search(piece.words)) or all(word in _PLAIN_WORDS for word in words)
