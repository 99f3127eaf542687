"""What single words of an answer say of the task. A row is one phenomenon: which statement, and what it is heard in."""

import re
from dataclasses import dataclass

from webapp.replies.folded import bare, spelled_out
from webapp.replies.turns import DENIED, DO, LATER, NOT, PARTLY, STEP, whole

_ISSUE = r"(?:hoan thanh|hoan tat|ban hanh|phat hanh|ky(?: so| ket| ban hanh| duyet| va ban hanh)?|gui|nop|thuc hien xong|lam xong|bao cao|to chuc xong|to chuc(?: thanh cong)? hoi nghi|trien khai xong|xong)"
_PAPER = r"(?:ke hoach|quyet dinh|quy che|bao cao|van ban|nghi quyet|huong dan|chuong trinh|cong van|chi thi|thong bao)"
_OFFICE = r"(?:so|ban|phong|van phong|ldld|ubnd|uy ban|mat tran|mttq|ubmttq|doan thanh nien|tinh doan|hoi|lien doan|d[aq]ng uy|d[aq]ng bo|cong an|chi cuc|xa|thanh uy|huyen uy|tuyen giao|ubkt|to chuc)"
_ISSUER = r"(?:dong chi|d/c|pho|bi thu|chu tich|giam doc|thuong truc|thuong vu|ban|btv|bch|chap hanh|to chuc|tuyen giao|dan van|noi chinh|kiem tra|d[aq]ng uy|d[aq]ng bo|khoi|cong an|quan su|xa|phuong|huyen|tinh|tp|thanh pho|thanh uy|huyen uy|tinh uy|uy ban|nhan dan|ubnd|ubkt|so|noi vu|tai chinh|hoi|nong dan|phu nu|cuu chien binh|ccb|doan|thanh nien|lien doan|cong doan|lao dong|ldld|mat tran|to quoc|mttq|co quan|don vi|van phong|chung toi|da)"
_SHIFT = r"(?:thuoc|cua|la|ve|do|ben|phia|sang|cho)"
_TIME = r"(?:\d+\S*|ngay|het|thu \w+|cuoi|dau|giua|thang|quy|tuan|mung|mong|nam|sau|trung tuan)"


@dataclass(frozen=True, slots=True)
class Sign:
    """One phenomenon: the statement ``name`` is heard in ``pattern``, unless ``unless`` is found in the same clause."""

    name: str
    pattern: re.Pattern[str]
    unless: re.Pattern[str] | None = None


def _sign(name: str, pattern: str, unless: str = "") -> Sign:
    return Sign(name, whole(pattern), whole(unless) if unless else None)


_MOVED = r"chuyen (?:sang )?(?:quy|thang|nam)|gia han"
_NO_MORE = rf"{NOT} (?:xin|can|de nghi|phai|duoc|dam)(?: \w+){{0,2}} (?:gia han|lui|them)|khoi gia han|{NOT} (?:gia han|lui)|no need"
_EASY = rf"{NOT} (?:(?:co|gap|con|phat sinh|nay sinh|xay ra|thay|gi|bat ky|noi len|de xuat|bao nhieu|nhieu|qua|lon) )*(?:kho khan|vuong mac|vuong|kho)|(?:kho khan|vuong mac|vuong)\W+(?:khong|chua)(?: co| gap| phat sinh)?(?: gi)?\W*$|da (?:het|go|thao go|giai quyet|khac phuc|vuot qua)|het (?:vuong|kho)|no problem|vuot (?:qua )?kho"

SIGNS = (
    # another body's work
    _sign("not_ours", rf"{NOT} (?:phai|thuoc)(?: la)?(?: \w+){{0,5}} (?:viec|nhiem vu|chuc nang|tham quyen|trach nhiem|pham vi|linh vuc|cua|co quan|don vi|ben|phan)", _MOVED),
    _sign("not_ours", rf"{NOT} (?:phai|thuoc) (?:ben|cua|viec|nhiem vu|chuc nang|tham quyen|don vi|phan|so|ban|phong)"),
    _sign("not_ours", r"(?:gui|giao|chuyen) (?:thu |van ban |viec )?(?:nham|lon|sai)\b|(?<!nhac )(?<!phan )(?:nham|lon) (?:dia chi|don vi|co quan|nguoi|sang|noi|cho|viec|roi)"),
    _sign("not_ours", rf"{NOT} (?:con )?(?:phu trach|theo doi (?:nhiem vu|viec|mang|linh vuc|noi dung)|chiu trach nhiem|duoc giao(?: chu tri)? (?:nhiem vu|viec|chu tri|noi dung|phan)|chu tri|lam dau moi|la dau moi)"),
    _sign("not_ours", rf"{NOT} co (?:nhiem vu|ten|trong danh sach)(?: nay)?\b", r"vuong|kho khan"),
    _sign("not_ours", rf"thuoc (?:ve )?(?:chuc nang|tham quyen|trach nhiem|nhiem vu|viec|phan)(?: \w+){{0,4}} (?:cua )?(?:{_OFFICE}|co quan|don vi|ben)\b(?! (?:toi|minh|chung toi|em))|thuoc (?:ve )?{_OFFICE}(?! (?:toi|minh|chung|em)\b)", _MOVED),
    _sign("not_ours", r"(?:viec|nhiem vu|cai|noi dung|bao cao|phan)(?: \w+){0,3} (?:la )?(?:cua )?(?:ben|do|phia) (?!minh|toi|em|chung|minh|do\b)\w+(?: \w+){0,5} (?:lam|chu tri|phu trach|thuc hien|tham muu|chiu trach nhiem)", _MOVED),
    _sign("not_ours", rf"^(?:da )?(?:viec|nhiem vu|cai|noi dung|mang|linh vuc|phan)(?: \w+){{0,2}}(?: nay)?(?: la)?(?: viec)?(?: (?:cua|ben|ve|do|thuoc))+ {_OFFICE}(?: (?!toi|minh|chung|em|nay|da|dang|chua)\w+){{0,6}}$", _MOVED),
    _sign("not_ours", rf"^(?:da )?(?:viec|nhiem vu|cai) nay(?: la)?(?: do| ben)? {_OFFICE}(?: (?!toi|minh|chung|da|dang|se)\w+){{0,5}} (?:lam|chu tri|phu trach|thuc hien)\b|(?:giao|gui|chuyen) (?:lai )?(?:cho )?dung (?:co quan|dia chi|don vi|noi)"),
    _sign("not_ours", rf"^(?:don vi |co quan )?chu tri (?:la|nhiem vu nay la|viec nay la) {_OFFICE}(?! (?:toi|minh)\b)|(?:chi|la don vi|co quan) phoi hop\b(?!.*\b(?:chua|dang|voi|giua|da)\b)"),
    _sign("not_ours", rf"de nghi (?:ban dan van |ban |dong chi |d/c )?(?:chuyen|giao|lien he|gui thu cho|gui ve|gui sang|gui den)(?: \w+){{0,6}} (?:{_OFFICE}|co quan|don vi)\b", rf"{_MOVED}|huong dan|mau|thay toi|dia chi"),
    _sign("not_ours", rf"(?:da )?(?:chuyen|ban giao|giao|giao lai)(?: han)?(?: nhiem vu(?: nay)?)? (?:ve|sang|cho|qua|lai cho) {_OFFICE}(?! (?:toi|minh|chung|tham dinh|gop|ky|duyet|xem)\b)", rf"{_MOVED}|y kien|tham dinh|duyet|\bky\b|tham muu|soan|xay dung|san pham|ho so|tai lieu|ket qua"),
    _sign("not_ours", r"\b(?:toi|em|minh)\b(?: \w+){0,2} (?:da )?(?:chuyen cong tac|nghi huu|nghi viec|chuyen (?:sang )?(?:co quan|don vi|cong tac) khac|thoi (?:phu trach|giu chuc))|(?:dau moi cu|dong chi dau moi)(?: \w+){0,3} (?:chuyen|luan chuyen|nghi huu)"),
    _sign("not_ours", rf"(?:chu|ma) khong phai (?:la )?(?:em|toi|minh|chung|don vi|co quan|so|ben|ban|viec)|khong (?:co )?lien quan (?:den|toi|gi)|khong con (?:lam|cong tac)(?: viec)? (?:o|tai|ben)|(?:huyen|(?:don vi|co quan) (?:toi|chung toi|em))(?: \S+){{0,3}} (?:ket thuc hoat dong|giai the)|de nghi(?: \w+){{0,3}} gui (?:cho |sang |ve |den )?{_OFFICE} (?!toi|minh|huong|y kien)\w+", rf"{_MOVED}|khong con dau moi|huong dan|kho khan|vuong|chua"),
    _sign("not_ours", r"(?:thu|mail|van ban|nhiem vu|viec|noi dung)(?: nay)? khong (?:phai )?(?:gui|giao|danh|de)(?: \w+)? (?:cho|den|toi) (?:co quan|don vi|em|toi|chung toi|minh|ben)\b", _MOVED),
    _sign("not_ours", r"not (?:our|my) (?:task|job|responsibility|work)|wrong (?:person|address|department)"),
    _sign("not_ours", rf"khong duoc (?:giao|phan cong)|khong (?:phan cong|co trach nhiem)|khong lam (?:mang|viec nay|linh vuc|noi dung)|la (?:viec|nhiem vu) cua {_OFFICE}(?! (?:toi|minh|chung))|^kinh chuyen {_OFFICE}|khong phai (?:em|toi|minh|chung toi|don vi|co quan|ben)\b(?! (?:khong|chua|chuan|cham))|(?:dong chi|anh|chi|ban|de nghi|vui long|xin)? ?lien he (?:voi )?(?:{_OFFICE}|dong chi khac|nguoi khac)(?! (?:dien|de (?:lay|xin)))|khong dung (?:nguoi|dia chi|chuc nang|don vi|co quan|tham quyen)|^chuyen (?:sang|cho|qua)(?: ben)? {_OFFICE}(?! (?:y kien|tham dinh))|sai (?:nguoi|dia chi|don vi)", _MOVED),
    # more time
    _sign("extension", r"gia han|gian (?:han|tien do|thoi gian)|(?:lui|doi|hqan|hoan|keo dai|dieu chinh|chuyen) (?:lai )?(?:thoi )?(?:han|gian|diem|tien do)|\b(?:xin|cho|de nghi)(?: \w+){0,3} (?:lui|hqan)\b|\blui (?:lai|den|sang|them|ngay|toi|han)", _NO_MORE),
    _sign("extension", r"\d+/\d+ (?:\w+ ){0,3}(?:nop|gui|xong|hoan thanh|ban hanh|bao cao)(?: \w+){0,2} (?:duoc|co duoc) khong|(?:xin|tinh|sua|chinh) (?:\w+ )?han (?:\d+\S*|den|thanh|sang|la|moi)|xin phep(?: \w+){0,5} (?:nop|gui|bao cao)(?: \w+){0,3} (?:ngay )?\d+/\d+", _NO_MORE),
    _sign("extension", r"\bdoi (?:sang|den|lai|ngay|han|toi)\b|(?:xin|de nghi) (?:\w+ )?han moi|(?:xin|cho)(?: (?:em|toi|bon em|don vi|minh))? (?:xin )?(?:\d+|vai|may|it|mot|hai|ba) (?:ngay|hom|bua|tuan|thang)\b|\bdoi qua\b|(?:xin|de nghi|cho|can)(?: \w+){0,4} them (?:nua|thoi gian|\d+ (?:ngay|tuan|thang)|(?:mot|hai|ba|vai|it|may|muoi) (?:ngay|tuan|thang|hom|bua))|them thoi gian", rf"{_NO_MORE}|(?:cuoc hop|hoi nghi|lich|phien hop|buoi)(?: \w+){{0,5}} (?:doi|lui|hoan)"),
    _sign("extension", r"chuyen(?: \w+){0,3} sang (?:quy|thang|nam|tuan)|(?:xin|cho)(?: \w+){0,3} (?:khat|no|cham|(?:nop|gui|bao cao|hoan thanh) tre|tre han|tre (?:\d+|may|vai|it|mot|hai)|nop muon|nop cham|nop sau|gui cham|gui muon|bao cao (?:cham|muon)|duoc (?:cham|lui|nop))\b|(?:xin|de nghi) h[oq]an\b(?! thanh| thien| tat)", rf"{_NO_MORE}|cham (?:nhat|tre)|xin loi|thong cam"),
    _sign("extension", rf"xin phep(?: \w+){{0,6}} (?:cham nhat|den (?:ngay|het|thu))|(?:xin|cho|de nghi)(?: (?!bao cao|thong bao|chuc|cam|cho y|y kien|huong dan)\w+){{0,6}} (?:den|toi|sang) {_TIME}(?! nay)", rf"{_NO_MORE}|xin (?:bao cao|thong bao|cam on|gui|y kien)"),
    _sign("extension", r"(?:xin|cho phep|cho)(?: \w+){0,5} (?:hoan thanh|nop|gui|bao cao|ban hanh|thuc hien)(?: \w+){0,4} (?:vao|truoc|trong|cham nhat|den|sau)(?: ngay| thang)? ?(?:\d+\S*|cuoi|dau|giua|tuan|thang|quy)", rf"{_NO_MORE}|xin (?:bao cao|thong bao|cam on|y kien)|\bda\b|du kien|\bdeu\b|\bhua\b|cam ket|^cho\b(?! phep| em| toi| don vi| chung| xin)"),
    _sign("extension", r"(?:xin|de nghi|mong|cho)(?: \w+){0,4} (?:gia hqn|giqn)|(?:nop|gui|bao cao|lam) (?:muon|cham|tre|sau)(?: \S+){0,5} (?:duoc|co duoc) khong|more time|extend|extension|postpone", _NO_MORE),
    _sign("extension", r"(?:de nghi|xin|mong) (?:\w+ ){0,2}cho (?:phep )?(?:\w+ ){0,2}(?:nop|gui|bao cao|ban hanh|hoan thanh|trinh)\b(?! (?:lai|mau|kem))", rf"{_NO_MORE}|\bda\b|biet|\bmau\b"),
    # an obstacle
    _sign("difficulty", r"kho khan|vuong mac|\bvuong\b|(?<!phan )\bkho (?:o|vi|do|la|qua|lam|nhat|cho|thuc hien|trien khai)\b|gap kho|(?:dang|con|bi|van) (?:kho|bi|ket|vuong|lung tung|mac)\b|bat cap|tro ngai|trac tro|truc trac|rac roi|nan giai|lung tung|venh nhau|mau thuan|(?:(?<!bao )cao|nhieu|gap|nang) qua\b|(?:may|xe|phong|hoi truong)(?: \w+){0,2} (?:cung )?hu\b|khong khop|(?<!thong )qua tai\b(?! (?:khoan|lieu|phien|hoi))|(?:vuot|ngoai)(?: qua)? (?:kha nang|suc)\b|lech nhau|sai lech|chong cheo|be tac", _EASY),
    _sign("difficulty", rf"(?:{NOT}|thieu|het|can|cho cap) (?:co |du |duoc cap |bo tri (?:duoc )?|con )?(?:\w+ )?(?:kinh phi|nguon (?:luc|von|kinh phi)?|nguon\b|von\b|nhan luc|nhan su|nguoi (?:lam|thay|phu trach)?|nguoi\b|ai (?:thay|lam|nhan)|can bo|bien che|cho (?:hop|to chuc|lam)|kha nang|dieu kien|hoi truong|tai lieu|thoi gian|con dau|chu ky so|may moc|thiet bi|phuong tien|nang luc|so lieu(?: goc)?|ngan sach|co so phap ly|phan mem|dau moi|tien)\b", rf"{_EASY}|thieu (?:mqi|moi|chi)"),
    _sign("difficulty", r"(?:kinh phi|nguon|von|tien)(?: \w+){0,3} (?:chua|khong) (?:co|duoc|bo tri|ve|cap|du)|chua (?:cap|bo tri|phan bo)(?: \w+){0,2} (?:tien|von|kinh phi|nguon)", _EASY),
    _sign("difficulty", r"(?:chua|khong) (?:xac dinh|tim|bo tri|huy dong|thu xep|can doi|lua chon|chon)(?: \w+){0,2}? duoc|chua (?:(?:ro|biet)(?! khi nao| bao gio| luc nao| chinh xac)|thong nhat duoc|biet xu ly)|khong (?:ro|biet) (?:lam|xu ly|huong|theo|cach|phai)|(?:chua|khong) (?:co|nhan duoc|thay)(?: \w+){0,3} (?:huong dan|van ban chi dao|y kien chi dao|quy dinh)|thieu (?:huong dan|quy dinh|van ban)|cho huong dan|bi (?:tra lai|tra ve|ach|tac|ket|dinh|vuong|loi)", rf"{_EASY}|loi (?:phong|font)"),
    _sign("difficulty", r"xin (?:ban )?(?:y kien chi dao|huong (?:giai quyet|xu ly|thao go)|ho tro)|xin (?:ban )?cho (?:y kien chi dao|huong)|nho (?:\w+ )?can thiep|can thiep voi|\bgo (?:gium|giup)|(?:kinh phi|tien|nguon|nguoi)(?: \w+){0,2} khong co|de nghi(?: \w+){0,6} (?:huong dan|thao go|ho tro|go vuong|cho y kien chi dao|chi dao|bo tri)|thao go|nho (?:ban )?(?:go|ho tro|giup)|mong (?:ban|cac)(?: \w+){0,3} (?:quan tam|ho tro|giup|thao go)|problem|difficult|stuck|blocked|no (?:budget|staff|funding)", rf"{_EASY}|mat khau|dang nhap|lien ket|duong dan|cach (?:tra loi|cap nhat|dang nhap|su dung)"),
    _sign("difficulty", r"\bkhong (?:the )?(?:tong hop|xu ly|lam noi)(?: \w+)? duoc\b|\bkhong(?: thay| ai| he| duoc)* (?:tra loi|hoi am|phan hoi)\b", rf"{_EASY}|mail|thu nay|em khong|toi khong|khong can"),
    _sign("hindered", rf"{NOT}(?: the)? (?:\w+ ){{0,2}}{DO}(?: \w+){{0,3}} duoc (?:vi|do|boi)\b", rf"{_EASY}|(?:vi|do|boi) chua (?:co chu ky|ky|duyet|dong dau)"),
    _sign("difficulty", rf"(?:nen|khien|lam cho) (?:\w+ ){{0,3}}(?:chua|khong)(?: the)? {DO}(?: \w+){{0,2}} duoc|{NOT} (?:nhap|tong hop|lay|vao|truy cap|dang nhap)(?: \w+){{0,3}} (?:duoc )?(?:so lieu|he thong|phan mem)|(?:phan mem|he thong|mang|may)(?: \w+){{0,2}} (?:loi|hong|khong|treo)|loi (?:suot|mang|he thong|phan mem)", rf"{_EASY}|\b(?:thu|mail|phong|font|link|tep|file|duong dan|lien ket)\b(?: \w+){{0,3}} (?:loi|khong)|khong doc duoc"),
    _sign("difficulty", r"(?:mua lu|bao lu|bao so|dich benh|thien tai|lu lut|ngap)(?: \w+){0,6} (?:chia cat|anh huong|khong|chua)|(?:chua|khong)(?: \w+){0,5} (?:do|vi|boi) (?:mua|bao|lu|dich|thien tai|thieu|khong|chua co)", rf"{_EASY}|chua co chu ky"),
    _sign("difficulty", r"nen (?:\w+ ){0,4}(?:chua|khong|bi cham|rat cham|cham)\b|(?:chua|khong) du (?:co so|can cu|dieu kien)|bo tay|khong (?:xue|noi|kham|lam noi|kip tho)|luc luong mong|khong (?:hop tac|phoi hop|cung cap|gui so lieu)|(?:phu trach|can bo|chuyen vien|dong chi \w+)(?: \w+){0,5} (?:om|nam vien|thai san|nghi de|nghi viec|di hoc)|khong (?:co )?(?:kinh phi|tien|nguoi)|(?:tien|nguoi|kinh phi)(?: cung)? (?:khong|chua)(?: co)?$", rf"{_EASY}|nen (?:\w+ ){{0,3}}khong (?:can|phai|thuoc|gui|nhac|xin|bao)"),
    # done
    _sign("done", rf"\b(?:da|vua|moi)(?: (?:duoc|kip|chinh thuc|co|hoan toan|cung|deu))*(?: (?:va|co ban|thong qua va))?(?: \w+){{0,2}}? {_ISSUE}\b|\bda (?:xay dung|soan thao|hop|trinh|tham muu|du thao|phe duyet|lanh dao|chi dao|thuc hien|to chuc|lap)(?: \S+){{0,8}}? (?:ban hanh|ky ban hanh|phat hanh|ky|gui)\b", r"\bnham\b"),
    _sign("done", rf"\b{_ISSUE}\b(?: \S+){{0,12}}? roi\b|\bxong\b|hoan thanh(?: dat)? 100 ?%", r"\b(?:nham|lon|sai)\b"),
    _sign("done", r"\bda (?:\w+ ){0,8}?(?:ban hanh|phat hanh|ky ket|xong)\b", r"\b(?:nham|lon|sai)\b"),
    _sign("done", r"^(?:\S+ ){0,6}(?:ban hanh|phat hanh|ky|gui|nop)(?: \S+){0,6} \d+\S*[-/][a-z]\S*(?: \S+){0,2}? \(?(?:ngay|hom qua|sang nay|\d+/\d+)|^(?:da )?hoan thanh (?:vuot muc|xuat sac|tot|day du|toan bo)|da thuc hien (?:day du|xong|dung)|(?:cong viec|nhiem vu|viec)(?: nay)? (?:da )?ket thuc|thong qua va (?:gui|ban hanh|phat hanh)|hoan thanh 100 ?%|da nghiem thu|(?:hoan thanh|xong)(?: \w+){0,4} tu (?:ngay|thang|hom|tuan|dau|cuoi|quy)\b|(?:^|da |nay )(?:thuc hien|lam) roi\b|(?:ban hanh|ky|gui|nop|phat hanh)(?: \w+){0,3} (?:tu|hoi|som hon|truoc han)\b(?! (?:mai|ngay mai|tuan sau|nay|gio))|^(?:\w+ ){0,3}(?:hoan thanh|xong|ban hanh|phat hanh|ky|gui|nop)(?: tu| vao)? (?:ngay |hom )?\d+/\d+", r"\bnham\b|can cu|theo|de nghi|mau\b|(?<!ve )(?<!viec )thuc hien (?:chuong trinh|ke hoach|cong van)|dung (?:quy dinh|tien do|ke hoach)$"),
    _sign("done", r"^\W*(?:\w+ ){0,4}(?:hoan thanh|hoan tat)(?: (?:nhiem vu|cong viec)(?: duoc giao)?)?(?: (?:dung|truoc) (?:han|thoi han|tien do))?(?: (?:a|nhe|nha|dong chi|d/c|duoc))*\W*$|^\W*(?:\w+ ){0,3}(?:hoan thanh|hoan tat)\W*[:(;]", r"\bnham\b"),
    _sign("done", r"(?:nhiem vu|viec|bao cao|ke hoach|cong viec)(?: \w+){0,4} (?:hoan thanh|xong)\b|(?:hien trang|cap nhat|trang thai|tinh trang|ket qua|tien do)\W*(?:da )?(?:hoan thanh|xong)\b(?! ?\W?(?:duoc|dat|khoang)? ?\d)|(?:san pham|ho so)(?: \w+){0,3} (?:da )?ban giao|(?:hoan thanh|xong)(?: \w+){0,2} (?:som|truoc) (?:hon|han|thoi han|ke hoach)", r"\bnham\b"),
    _sign("done", rf"\b(?:dang|dqng) len cong|da co {_PAPER}\b|da co so\b(?! lieu)|da (?:duoc )?phe duyet(?: \w+){{0,4}} (?:tai|theo|bang) (?:quyet dinh|cong van|van ban)", r"\bnham\b"),
    _sign("done", rf"\b{_PAPER}(?: \S+){{0,6}} (?:da )?(?:ban hanh|ky|phat hanh|gui|nop)(?: (?:day du|du|xong|roi|ngay|hom|sang|chieu)|\W*$)|^(?:ban hanh|ky|gui|nop|phat hanh)(?: so)? (?:\d+\S*|hom qua|sang nay|ngay \d+\S*)", r"\bnham\b"),
    _sign("done", rf"(?:(?:xin|em|kinh|toi|don vi|chung toi|tran trong)(?: xin)? |^)gui (?:\S+ ){{0,5}}{_PAPER}\b(?:(?: \S+){{0,8}}? \(?(?:kem|dinh kem|so \d+\S*|theo file|theo thu)\b)?|{_PAPER}(?: \w+){{0,6}} gui (?:kem|theo)|gui kem (?:theo )?(?:thu )?{_PAPER}|{_PAPER}(?: \S+){{0,8}} (?:da )?co hieu luc|van ban da di", r"\bnham\b|lai\b|cho (?:em|toi|xin)|mau|de nghi"),
    _sign("done", r"\b(?:it is|it's|is|all|already|we have|have been|been|task)? ?(?:done|completed|finished|submitted|issued)\b"),
    _sign("done", rf"\b{_PAPER} (?:da )?ra (?:roi|tu|hom|doi)\b|\bda (?:duoc )?(?:thuc hien|cu the hoa|trien khai|the hien|hoan thanh|bao cao)(?: \w+){{0,3}} (?:tai|bang|trong|qua) {_PAPER} so \d+|da xay dung(?: va (?:trien khai|to chuc thuc hien|ban hanh))? {_PAPER} so \d+[-/][a-z]\S*|{_PAPER}(?: \S+){{0,6}} duoc (?:(?!giao|phan|xin|de)\w+ ){{0,4}}?(?:ban hanh|phat hanh|ky(?: ket| ban hanh)?|gui|nop)(?: \w+){{0,2}} (?:(?:vao )?ngay \d+|(?:dung|truoc) (?:han|thoi han)|hom|tuan (?:truoc|qua)|tu (?:ngay|hom|tuan|thang|dau|cuoi))", r"\bnham\b|theo {_PAPER}"),
    _sign("done", rf"^(?:(?:vao )?ngay \S+ )?(?:{_ISSUER} ){{1,12}}(?:ban hanh|phat hanh|ky) {_PAPER}(?: so)? \d+[a-z]?[-/][a-z]\S*", r"tinh uy ban hanh|trung uong|chinh phu"),
    _sign("done", rf"^(?:so |van ban |{_PAPER} )*\d+[a-z]?[-/][a-z][\w/&-]* \(?(?:ngay )?\d{{1,2}}[/.-]\d{{1,2}}(?:[/.-]\d{{2,4}})?\)?\W*$"),
    _sign("done", r"(?:tien do|muc do|ket qua|ty le)(?: thuc hien| cong viec| nhiem vu| hoan thanh| hien nay| la| da| dat| duoc)*\W*100 ?%\W*$|\W[-–] ?(?:da )?(?:hoan thanh|hoan tat|xong)\W*$"),
    # under way
    _sign("in_progress", r"se", r"se (?:\w+ ){0,10}(?:tra loi|phan hoi|lien he)(?: \w+){0,4}\W*$|se (?:bao cao|bao|phan hoi|tra loi|thong tin|lien he|xem|nghien cuu|luu y|chu y|gui)(?: \w+){0,4} (?:sau|lai)\W*$"),
    _sign("in_progress", rf"\bdang\b(?! len| tai| nhap| ky)|{NOT} (?:ai |thay |ai thay )?(?:duoc|kip|the|co|ban hanh|{DO})|du kien|gan (?:xong|hoan thanh|hoan tat)|sap (?:xong|hoan thanh)|(?<!ve )(?<!ve viec )trien khai|\w+ chua(?: (?:a|nhe|nha|nghen|anh|chi|em|dong chi|nua))*$|^\W*(?:dq |da |vang |thua )*chua(?: (?:a|nhe|nha|anh|chi|em|dong chi|d/c|duoc|oi|bac|sep|dau|\w+ oi))*$|chua (?:dau|dong|dung|bat tay|nhuc nhich|dang ke)|\bhen\b|(?:dang|nam) (?:o|tren|tai) (?:ban|cho|phong|tay)|(?<!dong chi )\bmoi (?:\w+ ){{0,3}}duoc\b|len lich|(?<!dau )moi (?:lap|thanh lap|bat dau|khoi dong|nhan|hop|trien khai)|da nhan (?:\w+ )?so lieu|chi con|lam not|da (?:chuyen|gui|nop|dua) (?:cho )?(?:lanh dao|sep|thuong truc|bi thu|chu tich|chanh van phong|giam doc) (?:xem|duyet|ky|cho)|(?:thieu|cho|con|doi)(?: \w+){{0,2}} (?:con dau|chu ky)\b|khi nao (?:\w+ ){{0,3}}(?:xong|ky|ban hanh|co)\b", _EASY),
    _sign("in_progress", r"\bcho (?:ky|duyet|y kien|lanh dao|phe duyet|thong qua|so|bi thu|chu tich|thuong|dong dau|ket qua|tham dinh|cac|ben)|\bdoi (?:ky|duyet|chu ky|lanh dao|bi thu|chu tich)|tien do|tiep tuc|chuan bi|bat dau|co gang|phan dau|no luc"),
    _sign("in_progress", r"da (?:hop|giao|phan cong|tong hop|trinh|tham muu|du thao|chi dao|lap|nhan du (?:y kien|so lieu|bao cao)|nhan duoc cac|trien khai|moi|thanh lap|thong nhat|soan|khao sat|ra soat|lam)|(?:con|(?<!dong )(?<!dia )chi) (?:lai|thieu|mot|vai|it|khau|mqi|moi|co)"),
    _sign("in_progress", r"(?:tuan|thang|quy) (?:nay|sau|toi)|ngay mai|chieu nay|toi nay|\bmai (?:em|toi|minh|ben|se|ky|gui|nop|co|trinh|xong)|(?:thu (?:hai|ba|tu|nam|sau|bay|[2-7])|cuoi (?:tuan|thang)|ngay \d+(?:/\d+)*)(?: (?:nay|tuan nay|tuan sau|sau|toi))?(?: la| se)?(?: em| toi| minh| ben \w+| chung toi| don vi)? (?:co|xong|gui|ky|ban hanh|nop|trinh)\b|(?:bao gio|khi nao|luc nao|\bco)(?: \w+){0,4} (?:la|thi) (?:\w+ )?(?:gui|ban hanh|nop|ky|bao)\b", r"(?:tra loi|phan hoi|lien he)(?: sau| lai)?\W*$"),
    _sign("in_progress", r"^\W*(?:moi |da |lam |dat |duoc |khoang )*(?:duoc |dat )?(?:khoang |chung |tam )?(?:di )?(?:duoc )?(?:(?:hon|qua|gan|mot) nua|nua (?:duong|chang)|2/3|1/2|3/4|1/3)\b"),
    _sign("in_progress", rf"\bcon (?:lai |khoang |tam |chung )*\d{{1,3}} ?%|(?:cam ket|hua|quyet tam|dam bao|bao dam|tranh thu|huong toi|\bnua (?:la|thi))(?: \w+){{0,5}} {_ISSUE}\b"),
    _sign("in_progress", r"(?:chua|dung|khoan|khong)(?: voi)? (?:ghi|danh dau|bam|tich|xac nhan|cong nhan|dong)(?: \w+){0,4} (?:hoan thanh|xong)|con (?:phai )?(?:bo sung|hoan thien|chinh sua|ra soat)\b|\w+: ?chua(?: (?:a|nhe|anh|chi))*$|chi (?:cho|doi) (?:lay so|ky|chu ky|dong dau|duyet)|cho (?:van thu )?(?:lay|cap|vao) so"),
    _sign("in_progress", r"working on|in progress|ongoing|almost|nearly|will (?:be|finish|send|complete)|draft|not (?:yet )?(?:done|finished|completed)"),
    # nothing to apply
    _sign("courtesy", r"cam on|\bcam? on\b|xin chao|tran trong|da nhan (?:duoc )?(?:thu|mail|email|thong bao|van ban|noi dung|tt|thong tin)|\bok\b|\boke?\b|\boki\b|vang\b|nhan duoc(?! (?:y kien|du|so lieu|bao cao|\d))|thanks|thank you|noted|received|got it|da xem|ghi nhan|chuc (?:mung|dong chi|ban|suc khoe)|kinh chuc|suc khoe|thong cam|xin loi|luong thu|da tiep nhan(?! (?:y kien|so lieu|du|ho so))"),
    _sign("courtesy", r"(?:tra loi|phan hoi|lien he)(?: \w+){0,3} (?:sau|lai)\W*$|(?:tra loi|phan hoi|lien he)(?: sau| lai)\W*$|\bse (?:tra loi|phan hoi)\W*$", r"chua|khong"),
    _sign("courtesy", r"^(?:kinh |xin |em )?chuyen (?:dong chi|d/c|anh|chi|bo phan|chanh|pho|truong)(?: \w+){0,8} (?:xu ly|thuc hien|nghien cuu|tham muu|giai quyet|biet|theo doi|luu y|cho y kien)\b|chuyen (?:thu|mail|noi dung|thong tin)(?: nay)? (?:cho|den|sang|toi|qua) (?:phong|bo phan|dong chi|anh|chi|chuyen vien|nguoi|can bo|van thu)"),
    _sign("courtesy", r"^\W*$|^\W*(?:dq|da|vang|ok)(?: (?:dq|da|vang|a|em|anh|chi|ok|nhe))*\W*$|^\W*(?:(?:da|vang|ok|em|toi|minh|don vi|co quan|chung toi|anh|chi|xin|dq|cung|nhat tri|ro|tiep thu)\s+)*(?:da nhan|da doc|da xem|da ro|da biet|ro|ro roi|nam ro|da nam|nam duoc|nhat tri|tiep thu|dong y|hieu|xin chao|chao|test|nhan duoc|nhan)(?: (?:duoc|roi|thong tin|tt|thu|y kien|noi dung|anh|chi|dong chi|d/c|nhe|a|nha|em|ban|cac|sep|ro))*\W*$"),
    _sign("question", r"\w*\W?\?|mat khau|dang nhap|dia chi (?:nhan )?(?:thu|mail|email)|khong hieu (?!sao)|giai thich|dia chi moi|duong dan moi|chua hieu|gui (?:cho )?ca |sua ten|doi ten|cho (?:em |toi |minh )?(?:hoi|xin lai|biet|xin so|xin mau|xin dia chi)|la gi|o dau|nhu the nao|the nao|so dien thoai|bo sung dia chi|danh sach nhan|doi (?:dau moi|dia chi|so)"),
    _sign("question", r"gui lai (?:giup|cho|(?:\w+ )?(?:file|tep|mau|bieu|van ban|link|duong dan|thu)\b)|\bkhong mo duoc\b|\bgoi (?:lai )?(?:cho |giup )?(?:em|toi|minh|so \d+)\b|(?:ten|chuc danh|chuc vu|email)(?: \w+){0,3} (?:bi )?sai|muc (?:thu )?rac|(?:huong dan|chi) (?:\w+ ){0,3}cach (?:tra loi|cap nhat|dang nhap|su dung|bao cao)|goi lai (?:cho|giup)|(?:toi|em|minh) (?:se )?xem (?:lai|roi)|gui (?:\w+ )?mau\b|gui lai mau|cung cap (?:\w+ )?(?:bieu|mau|van ban|tai lieu)|(?:loi|vo) (?:phong|font)|khong doc duoc|gui thu (?:cho|nhac|ve)(?: \w+){0,6} thay|(?:lien ket|duong dan|link)(?: \w+){0,3} (?:khong|loi|hong)|(?:khong|chua) mo duoc (?:duong dan|lien ket|link|tep|file)|cho (?:xin|em xin|toi xin|minh xin|don vi xin|ben \w+ xin)(?: \w+){0,3} (?:mau|so|dia chi|van ban|tai lieu|file|link)"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Clause:
    """A piece of an answer in folded words, with the names of the signs found in it and what turns them."""

    words: str
    signs: frozenset[str]
    later: bool
    partly: bool
    denied: bool
    step: bool

    @property
    def done(self) -> bool:
        """Whether it says that the task is finished."""
        return "done" in self.signs and not (self.later or self.partly or self.denied or self.step)

    @property
    def open(self) -> bool:
        """Whether it says that the task is not finished."""
        return not self.done and bool(
            self.signs & {"done", "in_progress"} or ((self.partly or self.step) and not self.signs)
        )

    @property
    def vague(self) -> bool:
        """Whether only weak words speak against its end."""
        if "done" not in self.signs or (self.denied and (_NEGATED.search(self.words) or _SHARE.search(self.words))):
            return False
        weak = self.step and not (self.later or self.partly)
        return weak or bool(_ISSUED.search(self.words) or (not self.partly and _OVER.search(self.words)))


_ISSUED = re.compile(
    r"\bda (?:\w+ ){0,8}?(?:ban hanh|phat hanh)\b|\bva da (?:duoc )?(?:ky|gui|nop)\b(?!(?: \w+){0,6} (?:y kien|gop|xem|duyet|tham dinh))"
)
_NEGATED = re.compile(NOT)
_SHARE = re.compile(
    r"(?<!\d)\d{1,2} ?(?:%|phan tram)|\b(?!(?P<all>\d+)/(?P=all)\b)\d+/\d+ (?:noi dung|nhiem vu|xa|phuong|don vi|viec|muc|phan|chi bo|cong viec|khoi luong)"
)
_OVER = re.compile(r"\b(?:da|vua) (?:duoc |kip |chinh thuc |cung |deu )*(?:hoan thanh|hoan tat|xong|ky|gui|nop)\b")
_SENTENCES = re.compile(r"(?<=[!?\n;])|(?<=[a-z)%0-9])\.(?=\s|$)|\n")
_PAIRS = re.compile(
    r"(kho khan|vuong mac|ton tai|kinh phi|nhan luc), ?(?=(?:vuong mac|kho khan|han che|nhan luc|con nguoi|kinh phi)\b)"
)
_CLAUSES = re.compile(
    r",(?!\d)|\bva (?=dang (?:trien khai|quan triet|pho bien|to chuc))|\b(?:nhung|song|tuy nhien|tuy vay|con\b(?= (?:bao cao|ke hoach|phan))|but|however)\b"
)
_GREETING = re.compile(r"^\W*(?:(?:kinh|than) (?:gui|thua|chao|men)|thua)\b[^,:.\n\d]{0,80}[,:!\n]", re.M)
AND_SO_ON = re.compile(
    r"\b(?:se|sap toi|(?:tuan|thang) (?:toi|sau))\b.*\b(?:quan triet|pho bien|trien khai(?! xay dung| lay)|thuc hien)\b|(?:gui|chuyen|quan triet|pho bien|trien khai)(?: \w+){0,2} (?:cac|toi|den|xuong) (?:\w+ )?(?:chi bo|co so|don vi|d[aq]ng vien|phong|xa|phuong|can bo)\b(?!.*(?:gop|y kien|tham gia|phoi hop|bo sung))|dang (?:duoc )?(?:trien khai|quan triet|pho bien|gui|chuyen|sao gui|nhan ban|in sao|luu hanh|to chuc (?:thuc hien|quan triet|trien khai)|thuc hien theo)\b(?! y kien)|(?:gui|nop|chuyen)(?: \w+){0,2} ban (?:giay|cung|goc|mem|dau do)\b"
)
"""What follows an end: it is spread."""
_RECEIVED = re.compile(
    r"\b(?:nhan|thay|xem|doc)(?: (?:duoc|thu|bao cao|van ban|roi))* (?:chua|khong)(?: (?:a|nhe|nhi))?\W*\?"
)
"""Whether what was sent has come: a courtesy."""
_ASKS = re.compile(
    r"^\W*(?:(?:xin|cho (?:toi|em|minh|don vi)?) ?hoi)\b.*\?|^\W*co phai\b.*\?|\bphai khong\b.*\?|co duoc (?:coi|tinh)\b.*\?|\b(?:mau|cach|hinh thuc|kieu|loai) (?:nao|gi)\b.*\?|^\W*the nao (?:la|thi)\b.*\?"
)
"""A clause that only asks: an end that it names is none."""
_POLITE_DA = re.compile(r"^\W*da(?= (?:em|thua|vang|anh|chi|bac|bao cao anh|bao cao chi|khong|chua|kinh)\b)", re.M)


def clauses(text: str) -> list[Clause]:
    """The answer in pieces, each with what it says."""
    folded = _POLITE_DA.sub("", _GREETING.sub("", _PAIRS.sub(r"\1 ", spelled_out(bare(text)))))
    pieces = [words for sentence in _SENTENCES.split(folded) for words in _CLAUSES.split(sentence or "")]
    return [_clause(words.strip(" .,")) for words in pieces if words and words.strip(" .,")]


def _clause(words: str) -> Clause:
    if _RECEIVED.search(words):
        return Clause(words, frozenset({"courtesy"}), *[False] * 4)
    signs = {
        sign.name for sign in SIGNS if sign.pattern.search(words) and not (sign.unless and sign.unless.search(words))
    }
    turned = (bool(turn.search(words)) for turn in (LATER, PARTLY, DENIED, STEP))
    return Clause(words, frozenset(signs & {"question"} if _ASKS.search(words) else signs), *turned)
