/// The lines of a file's bytes as a C program reads them: up to LF or CR LF, and never past a NUL. What is no UTF-8 is
/// replaced.
package func textLines(_ bytes: [UInt8]) -> [String] {
    bytes.split(separator: 0x0A).map { line in
        let whole = line.last == 0x0D ? line.dropLast() : line
        return String(decoding: whole.prefix { $0 != 0 }, as: UTF8.self)
    }
}
