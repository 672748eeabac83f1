/// Recognises lines of managed files byte by byte. Written a second time on purpose: an error in the planner's way of
/// taking lines apart is to be caught here.
enum LineScanner {
    /// The lines with their ends; put together they are the whole.
    static func pieces(of bytes: [UInt8]) -> [ArraySlice<UInt8>] {
        var pieces: [ArraySlice<UInt8>] = []
        var start = 0
        for index in bytes.indices where bytes[index] == 0x0A {
            pieces.append(bytes[start...index])
            start = index + 1
        }
        return start < bytes.count ? pieces + [bytes[start...]] : pieces
    }

    /// LF, CR LF or nothing.
    static func end(of line: ArraySlice<UInt8>) -> [UInt8] {
        guard line.last == 0x0A else { return [] }
        return line.dropLast().last == 0x0D ? [0x0D, 0x0A] : [0x0A]
    }

    /// How a new line ends: as the last one that has an end.
    static func style(of bytes: [UInt8]) -> [UInt8] {
        guard let last = bytes.lastIndex(of: 0x0A) else { return [0x0A] }
        return last > 0 && bytes[last - 1] == 0x0D ? [0x0D, 0x0A] : [0x0A]
    }

    /// What white space divides, up to the line's end or a NUL.
    static func words(_ line: ArraySlice<UInt8>) -> [[UInt8]] {
        var words: [[UInt8]] = []
        var isInside = false
        for byte in line.dropLast(end(of: line).count) {
            if byte == 0 { break }
            if byte == 0x20 || byte == 0x09 {
                isInside = false
            } else if isInside {
                words[words.count - 1].append(byte)
            } else {
                words.append([byte])
                isInside = true
            }
        }
        return words
    }

    /// The second of at least three words of a line that is no comment, as mount(8) takes it.
    static func mountPoint(_ line: ArraySlice<UInt8>) -> [UInt8]? {
        let words = words(line)
        guard words.count > 2, words[0][0] != UInt8(ascii: "#") else { return nil }
        var path = decoded(words[1])
        while path.count > 1, path[path.count - 1] == UInt8(ascii: "/") { path.removeLast() }
        return path
    }

    /// The name in `option NAME VALUE`; CR is white space to glusterd, and a word that begins with # ends the line.
    static func option(_ line: ArraySlice<UInt8>) -> [UInt8]? {
        let spaced = line.map { $0 == 0x0D ? 0x20 : $0 }
        var words = words(spaced[...])
        if let comment = words.firstIndex(where: { $0[0] == UInt8(ascii: "#") }) {
            words.removeLast(words.count - comment)
        }
        return words.count == 3 && words[0] == Array("option".utf8) ? words[1] : nil
    }

    /// Every word of every line that is not a line's first, up to a #; in lower case.
    static func hostsNames(of bytes: [UInt8]) -> Set<[UInt8]> {
        var names: Set<[UInt8]> = []
        for line in pieces(of: bytes) {
            let meant = line.prefix { $0 != UInt8(ascii: "#") }.map { (0x0B...0x0D).contains($0) ? 0x20 : $0 }
            for word in words(meant[...]).dropFirst() { names.insert(lowercased(word)) }
        }
        return names
    }

    static func lowercased(_ bytes: [UInt8]) -> [UInt8] {
        bytes.map { UInt8(ascii: "A") <= $0 && $0 <= UInt8(ascii: "Z") ? $0 | 0x20 : $0 }
    }

    /// `\\` and three octal digits are one byte.
    private static func decoded(_ word: [UInt8]) -> [UInt8] {
        var bytes: [UInt8] = []
        var index = 0
        while index < word.count {
            let digits = word[index...].dropFirst().prefix(3).map { Int($0) - 0x30 }
            let isCode = word[index] == UInt8(ascii: "\\") && digits.count == 3 && digits.allSatisfy((0...7).contains)
            let value = digits.reduce(0) { $0 * 8 + $1 }
            bytes.append(isCode && value < 256 ? UInt8(value) : word[index])
            index += isCode && value < 256 ? 4 : 1
        }
        return bytes
    }
}
