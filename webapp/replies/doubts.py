"""What makes an answer wait for a person, and what in an answer is not said of the task as it stands now."""

from webapp.replies.turns import table

ALWAYS = table(
    ("from hearsay", r"hinh nhu|nghe (?:noi|dau|anh em|cac|bao)|hay sao|(?<!xin )bao la|(?<!chua the )noi (?:la|rang|voi)|theo (?:bao cao|thong tin|loi) (?:cua|tu)|cap duoi bao|(?<!dong )(?<!dqng )(?:van phong|chi|anh|ho|sep|nguoi ta|anh em|phong|ben \w+|\w+ cung)(?: (?:pho|truong|chanh|van thu|phong|bi thu))? (?:bao|noi)(?: la)? (?:da )?(?:xong|gui|ky|nop|ban hanh)|(?:toi|em|minh) nho\b|de (?:em|toi|minh) (?:kiem tra|xem|hoi) lai|chua (?:kiem tra|kiem chung|xac minh|xac nhan)(?: lai)?\W*$"),
    ("perhaps", r"^\W*hom nay (?:\w+ ){0,3}(?:xong|ban hanh|ky|gui|nop)|theo (?:anh|chi|dong chi|ong|ba) \w+ thi|co ve|khong chua|co le|co khi|\bchac\b(?! khong kip| chan| nich| han)|thi phai|(?<!cho )(?<!cho ban biet )\bneu\b(?! (?:can|co gi|con gi|thieu)(?: \w+){0,4},? (?:xin|de nghi|mong|nho|dong chi|ban)\b)(?! duoc,?(?: thi)? (?:xin|cho|mong|de nghi))|maybe|perhaps|i think|(?<!doi )(?<!thu )(?<!hien )(?<!an )(?<!truu )(?<!y )\btuong\b(?! (?:doi|ung|tu|lai|trinh|hop|tro|thich))|co the (?:la|da)|khong (?:chac|nho|dam noi|dam chac)|chua (?:chac|ro la|dam)|(?:khong|chua) ro (?:co|da|ai|viec nay|nhiem vu nay)\b|khong biet (?:da|la|co|xong|ai|the)"),
    ("as I see it", r"le ra|dang ra|dang le|vua cua .* vua cua|theo (?:nhu )?(?:toi|em|minh) (?:duoc )?(?:hieu|biet|nho|nghi|thay)|toi nghi(?! (?:huu|viec|phep|thai))|tuy (?:cach|theo|thuoc|ben|y|cac|ban)|coi (?:nhu|la)|xem nhu|cho la"),
    ("not that it is not", r"khong (?:phai|han)(?: la)? (?:la )?(?:chua|khong)|chua (?:han|chac)|khong the noi (?:la )?(?:chua|khong)"),
    ("as before, as agreed", r"nhu da (?:trao doi|noi|bao)|nhu (?:lan truoc|cu\b|tren|moi khi|moi lan|hom truoc|bao cao truoc)|van (?:the|vay|nhu cu)\b"),
    ("one way or the other", r"(?:hay|co) khong cung|cung (?:vay|the) (?:thoi|ca)|sao cung duoc|the nao cung|(?P<same>\w{3,}(?: \w+)?) thi (?P=same)\b|(?:chi )?co dieu\b|(?:cung|moi|tam|chi) (?:tam )?goi la\b"),
    ("puts it off", r"de sau|de (?:tinh|xem|day)|tinh sau|(?<!co )ai (?:co|biet|lam|ma)|thoi thi|thi day\b|ke (?:no|di)"),
    ("mocks", r"\bhaha|hihi|\bkaka|\bhehe|ma xem\b|noi mai|xong (?:doi|phim)|vui qua|gioi qua|tuyet voi|ngon lanh|xuat sac.*(?:moi|xuong|nhe)|thanh tich to|kiep truoc|tam hoanh|doi nao|khoi (?:phai )?nhac|ai (?:chang|ma chang|khong) biet|biet roi con gi|con gi nua|hay nhi|danh gia cao|gio moi|moi (?:cac )?(?:dong chi|anh|chi|ban) xuong"),
    ("taken back", r"thu hoi|(?<!bi )thu ve sua|ban hanh lai|huy bo|ky lai|\bthoi,? khoi\b|ma thoi\W*$|bi tra(?! lai| ve)|a (?:khong|ma|nham)\b|a \d+/\d+|nham,|y (?:em|toi) la|dinh chinh (?:so|lai so)|noi nham"),
    ("one of two", r"hoac\b|hay la\b|\d+ ?%? hay \d+ ?%|thi roi\b.*\bchua\b|mot trong|phan viec|phan cua|rieng phan|ngoai tru|tru (?:phu luc|phan|muc|noi dung|bieu|viec|\d+)|cai kia|viec kia|(?:mot|1) (?:cai|viec|nhiem vu|ban) (?:da |thi |dang |chua )?(?:xong|roi|dang|chua|da)"),
    ("several tasks", r"(?:nhiem vu|viec|muc|y|noi dung|nhom|cau|dong|stt) (?:so |thu )?(?:1|mot|nhat|dau)\b.*(?:nhiem vu|viec|muc|y|noi dung|nhom|cau|dong|stt) (?:so |thu )?(?:2|hai|sau)\b|\b(?:hai|ba|bon|2|3|4) (?:nhiem vu|viec|dau viec)\b|(?:ke hoach|bao cao|quy che|quyet dinh|\w+) thi .{2,60}[,;] (?:con )?(?:\w+ ){1,3}thi\b|^\W*1[.)/] .*\n\W*2[.)/]"),
    ("to be written down as", r"(?:cu|hay|nho|thoi) (?:ghi|danh dau|tich|bam)\b|cu (?:bao|de|cho)\b|(?<!dung )(?<!khoan )(?<!khong )ghi (?:giup|ho|la|hoan thanh|xong|nhan la)|bam (?:giup|ho)|cho (?:em|toi|don vi) (?:ghi|tinh)"),
    ("asked or said?", r"(?:xong|hoan thanh|gui|nop|ban hanh) (?:roi )?(?:hay )?(?:chua|khong|a)(?: nhi| a| nhe)?\W*\?|xong chua\b|(?:xong|hoan thanh|gui|ban hanh|nop) hay (?:chua|khong)|bao (?:la )?xong|noi (?:la )?xong|hoan thanh (?:hay|chua)\b|roi hay chua|thuc te(?! (?:\w+ ){0,3}chua)|tren giay to|ve (?:ly thuyet|hinh thuc|thu tuc)\b"),
    ("advised, and then?", r"da (?:tham muu|trinh)(?! va (?:duoc|da))(?: \S+){1,6} ban hanh(?!(?: \S+){0,3} \d)"),
    ("a part for good", r"khong lam nua"),
    ("how could it be", r"xong sao duoc|sao (?:ma )?khong xong|chua kip (?:\w+ ){0,3}(?:thi )?da xong|gi ma (?:xong|hoan thanh|kip)|gia (?:ma|nhu)|uoc gi|(?<!chua )(?:xong|hoan thanh|gui|ban hanh) dau(?: a| nhe| em)?\W*$|ai bao|xong .{0,40}chua xong|chua xong .{0,20}xong roi"),
    ("more than all", r"(?:1(?:0[1-9]|[1-9]\d)|[2-9]\d\d) ?(?:%|phan tram)"),
    ("sent without a signature", r"(?:gui|nop) ban (?:mem |scan )?chua (?:ky|dong dau)"),
    ("received, and then?", r"da nhan(?: \w+){0,6} se (?:trien khai|thuc hien|lam)"),
)  # fmt: skip
"""Doubt, whatever the answer seems to say."""

OF_DONE = table(
    ("a part only", r"(?:viec|phan|nhiem vu|cai) con lai|con phai|phai bo sung|lam lai|mot (?:so|phan|nua)|khong lam nua|chua (?:day du|du|chuan|dat|dep|trien khai|thuc hien|ky|so|gui|nop|trinh|duoc|co so)|con (?:sua|bo sung|hoan thien|chinh)|thieu (?:phu luc|bieu|chu ky)|bo sung them|nhung ma\b|chi la\b|moi chi"),
    ("something is waited for", r"\bcon (?:cho|doi)\b|(?<!gui )(?:cho|doi) (?:phong|don vi|so|noi|xa|ben) (?:khac|ban|kia|con lai)|(?<!hom )\bchieu (?:ky|gui|nop|ban hanh)\b(?! (?:qua|nay))"),
    ("the paper itself is to come", r"(?:bao cao|ke hoach|quy che) (?:thi |con )?(?:se|chua)(?: \w+){0,2} (?:gui|ban hanh|ky|nop|co)\b"),
    ("hollow", r"doi pho|cho co\b|qua loa|lay le|(?:mang tinh|kieu|co tinh) hinh thuc|danh nghia"),
    ("stopped, or another time", r"dung lai|tam dung|rut (?:lai|ve)|dinh chi|(?:bao|yeu cau) (?:dung|hoan|hqan|sua|lam lai)\b|(?:lan|dot|ky) truoc thi"),
    ("would have", r"\bgia (?:ma|nhu)|uoc gi|suyt|dang le|le ra|dinh (?:gui|ban hanh)"),
    ("of somebody else", r"(?:nam (?:truoc|ngoai)|ky truoc|cua nam 202[0-5]|khoa truoc|nhiem ky truoc)"),
)  # fmt: skip
"""Doubt about an end."""

OF_OUR_RECORD = table(
    ("why does the system say", r"(?:sao|khong hieu|he thong|phan mem|thu|danh sach|trang thai)\b.{0,40}\b(?:van|cu|lai|con|dang) (?:bi )?(?:ghi|bao|nhac|hien|de|nam)\b"),
    ("when you wrote", r"^\W*(?:luc|khi)(?: \w+){0,4} (?:nhac|gui thu|gui mail|nhan thu)\b"),
    ("not told yet", r"chua (?:kip )?(?:bao cao lai|bao lai|bao cao voi|bao voi|cap nhat|thong bao|bao cho|phan hoi|tra loi|nhap vao|nhap len)"),
    ("set it right", r"(?:bam|danh dau|tich|ghi) nham|(?:sua|cap nhat|chuyen|doi)(?: \w+){0,3} trang thai(?!.*\b(?:ve|sang|thanh|lai|la)\b)"),
    ("nothing is left over", r"khong (?:con )?(?:\w+ ){0,3}(?:do dang|ton dong|sot lai)"),
    ("struck from the list", r"(?:de nghi|nho|xin)(?: \w+){0,6} (?:xoa|bo|dua)(?: \w+){0,3} (?:ra khoi|khoi) (?:danh sach|he thong)|khong can nhac|khong (?:phai )?(?:xin )?gia han nua|khong con (?:gi )?(?:vuong|kho)"),
)  # fmt: skip
"""Clauses about what our records say, not about the task."""

THEN = table(
    ("some time ago", r"luc (?:dong chi |ban |d/c )?(?:gui|nhac)|hom (?:qua|truoc|no|kia)|truoc (?:day|do|kia)|^\W*truoc\b(?! ngay| khi| \d)|(?:tuan|thang|ky) (?:truoc|roi)|luc (?:do|dqo|truoc)|ban dau|moi hom|truoc (?:vuong|kho|chua|bi|gap)"),
)  # fmt: skip
"""Words of an earlier time."""

EARLIER = table(
    ("opinions heard before it was issued", r"^(?:sau khi|da) (?:\w+ ){0,2}?(?:tiep thu|lay|xin|chinh sua|hoan thien)(?: \w+){0,4} (?:y kien|gop y)(?: (?!de\b|va\b)\w+){0,4}$"),
)  # fmt: skip
"""Steps that lie before an end."""

CONCEDED = table(
    ("though", r"^\W*(?:tuy|mac du|dau|du|cho du|mac dau)\b|^\W*cham mat|^\W*hoi (?:cham|tre|muon)|^\W*co (?:cham|tre|muon)|khac phuc|vuot (?:qua )?kho"),
)  # fmt: skip
"""An obstacle that was overcome."""
