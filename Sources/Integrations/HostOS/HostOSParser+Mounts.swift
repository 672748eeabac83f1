package import ClusterModel
internal import Foundation
package import World

extension HostOSParser {
    /// Every mount in the order of mounting: of two at one place the later hides the earlier.
    package static func mounts(_ answer: QueryResult) -> Reading<[Mount]> { Reading(try mountList(answer)) }

    private static func mountList(_ answer: QueryResult) throws(UnknownReason) -> [Mount] {
        let text = try answer.text()
        guard let list = try? JSONDecoder().decode(Findmnt.self, from: Data(text.utf8)) else {
            throw answer.unreadable("it is not the JSON of findmnt", excerpt: text)
        }
        return list.filesystems.map { entry in
            Mount(
                target: entry.target, source: entry.source ?? "", filesystem: entry.fstype, number: entry.number,
                options: (entry.options ?? "").split(separator: ",").map(String.init))
        }
    }

    /// The table; its digest was asked for before its text.
    package static func fstab(digest: QueryResult, text: QueryResult) -> Reading<Fstab> {
        text.isMissingFile ? .absent : Reading(try fstabFound(digest, text))
    }

    private static func fstabFound(_ digest: QueryResult, _ text: QueryResult) throws(UnknownReason) -> Fstab {
        let contents = try text.text()
        return Fstab(
            text: contents, digest: try hexDigest(digest, of: HostOSCommands.fstabPath),
            entries: fstabEntries(contents))
    }

    static func hexDigest(_ answer: QueryResult, of path: String) throws(UnknownReason) -> String {
        let line = try answer.end(oneOf: [0]).outputLines.first ?? ""
        let hex = line.prefix { $0.isHexDigit }
        guard hex.utf8.count == 64, line.dropFirst(64) == "  \(path)" else {
            throw answer.unreadable("it is no SHA-256", excerpt: line)
        }
        return hex.lowercased()
    }

    /// The entries of a table as libmount reads it: three fields at least, without a fourth `defaults`; what is less
    /// is passed over, as mount(8) does.
    package static func fstabEntries(_ text: String) -> [Fstab.Entry] {
        text.utf8.split(separator: UInt8(ascii: "\n")).compactMap { line in
            let fields = line.split { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") }
            guard fields.count >= 3, fields[0].first != UInt8(ascii: "#") else { return nil }
            let options = fields.count > 3 ? unescaped(fields[3]) : "defaults"
            return Fstab.Entry(
                source: unescaped(fields[0]), target: unescaped(fields[1]), filesystem: unescaped(fields[2]),
                options: options.split(separator: ",").map(String.init))
        }
    }

    /// `\040` is a space, and so on: three octal digits (fstab(5), getmntent(3)).
    private static func unescaped(_ field: Substring.UTF8View) -> String {
        var bytes: [UInt8] = []
        var rest = field
        while let byte = rest.popFirst() {
            let digits = rest.prefix(3)
            if byte == UInt8(ascii: "\\"), digits.count == 3, let code = UInt8(Substring(digits), radix: 8) {
                bytes.append(code)
                rest = rest.dropFirst(3)
            } else {
                bytes.append(byte)
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}

/// What `findmnt -J -l` prints.
private struct Findmnt: Decodable {
    let filesystems: [Entry]

    struct Entry: Decodable {
        let target: String
        let source: String?
        let fstype: String
        let number: String
        let options: String?

        enum CodingKeys: String, CodingKey {
            case target, source, fstype, options
            case number = "maj:min"
        }
    }
}
