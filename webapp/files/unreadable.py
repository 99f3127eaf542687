"""The one way a file is refused, and the sentences a person reads for it.

Each sentence says what is wrong and what to do next; none names a library or an exception.
"""

MIB = 1024 * 1024

EMPTY = "Tệp rỗng, không có nội dung. Hãy kiểm tra lại tệp gốc rồi tải lên lại."
OLD_WORD = "Tệp .doc là kiểu Word cũ, chưa đọc được. Hãy mở bằng Word, chọn Lưu lại thành .docx rồi tải lên."
LOCKED = "Tệp có mật khẩu nên không đọc được. Hãy mở tệp, bỏ mật khẩu, lưu lại rồi tải lên."
BROKEN = "Tệp bị hỏng hoặc tải lên chưa trọn nên không mở được. Hãy mở thử trên máy, lưu lại rồi tải lên."
NOT_WORD = "Bên trong tệp không phải văn bản Word. Hãy mở bằng Word, chọn Lưu lại thành .docx rồi tải lên."
OVERPACKED = (
    "Tệp nén bất thường, mở ra sẽ quá lớn nên không mở, để giữ an toàn cho hệ thống. "
    "Hãy mở bằng Word, bớt ảnh, lưu thành tệp mới rồi tải lên."
)
SCANNED = "Tệp PDF là ảnh quét, không có chữ để đọc. Hãy tải lên bản .docx gốc, hoặc bản PDF xuất thẳng từ Word."
NO_LETTERS = "Phông chữ trong tệp PDF không cho biết là chữ gì. Hãy tải lên bản .docx gốc, hoặc xuất lại PDF từ Word."
NO_TEXT = "Tệp không có chữ nào (có thể chỉ có ảnh). Hãy tải lên bản có chữ, không phải ảnh chụp hay ảnh quét."
NOT_UTF8 = (
    "Không đọc được bảng mã của tệp, chữ Việt sẽ sai. Hãy mở bằng Notepad, chọn Lưu lại bằng mã UTF-8 rồi tải lên."
)
TOO_LONG = "Văn bản dài hơn hai triệu chữ cái, quá mức đọc một lần. Hãy tách thành nhiều tệp rồi tải lên."
MAX_PAGES = 1000
TOO_MANY_PAGES = "Văn bản dài hơn một nghìn trang, quá mức đọc một lần. Hãy tách thành nhiều tệp rồi tải lên."
TOO_SLOW = "Đọc tệp quá lâu nên đã dừng. Hãy tách tệp thành nhiều phần nhỏ hơn, hoặc tải lên bản .docx gốc."
TOO_HEAVY = "Đọc tệp tốn quá nhiều bộ nhớ nên đã dừng. Hãy bớt ảnh hoặc tách tệp nhỏ hơn rồi tải lên."


class UnreadableFile(Exception):
    """A file that cannot be read or kept. ``str()`` is a Vietnamese sentence for the person who sent it."""


def too_large(size: int, limit: int) -> UnreadableFile:
    """The refusal for ``size`` bytes where at most ``limit`` bytes are taken."""
    return UnreadableFile(
        f"Tệp nặng {-(-size // MIB)} MB, quá mức {limit // MIB} MB. "
        "Hãy bớt ảnh trong tệp hoặc tách thành nhiều tệp nhỏ hơn."
    )


def wrong_type(extension: str, accepted: str) -> UnreadableFile:
    """The refusal for a file extension that is not taken; ``accepted`` lists those that are."""
    if not extension:
        return UnreadableFile(f"Tên tệp không có đuôi nên không rõ loại tệp. Hãy dùng tệp {accepted}.")
    return UnreadableFile(f"Không nhận tệp .{extension}. Hãy dùng tệp {accepted}.")


def disguised(extension: str, content: str) -> UnreadableFile:
    """The refusal for a file whose content (``content``: its Vietnamese name) is not what its name says."""
    return UnreadableFile(
        f"Tệp mang đuôi .{extension} nhưng bên trong là {content}. "
        "Hãy kiểm tra có chọn nhầm tệp không, hoặc lưu lại cho đúng loại rồi tải lên."
    )
