package import ClusterModel
internal import Foundation
package import World

extension HostOSParser {
    /// The three answers about one device: what the kernel reports, its signature, whether it can be read.
    package static func device(
        _ path: String, kernel: QueryResult, signature: QueryResult, start: QueryResult
    ) -> Reading<BlockDevice> {
        if case .finished(let end) = kernel.outcome, saysNoDevice(end, path) { return .absent }
        return Reading(try deviceFound(kernel, signature, start))
    }

    /// lsblk says it of what is not there and of what is no block device alike: either way there is no such device.
    private static func saysNoDevice(_ end: Finished, _ path: String) -> Bool {
        end.exitStatus == 32 && end.errorLines == ["lsblk: \(path): not a block device"]
    }

    private static func deviceFound(
        _ kernel: QueryResult, _ signature: QueryResult, _ start: QueryResult
    ) throws(UnknownReason) -> BlockDevice {
        let node = try onlyNode(kernel)
        let (found, tags) = try Self.signature(signature)
        if found == .blank { try provesReadable(start, size: node.size.bytes) }
        return BlockDevice(
            size: node.size.bytes, type: node.type, number: node.number, signature: found,
            holders: (node.children ?? []).map(\.name), tags: tags)
    }

    /// The number of the device that a path leads to.
    package static func number(_ path: String, _ answer: QueryResult) -> Reading<String> {
        if case .finished(let end) = answer.outcome, saysNoDevice(end, path) { return .absent }
        return Reading(try numberFound(answer))
    }

    private static func numberFound(_ answer: QueryResult) throws(UnknownReason) -> String {
        try onlyNode(answer).number
    }

    private static func onlyNode(_ answer: QueryResult) throws(UnknownReason) -> Lsblk.Node {
        let text = try answer.text()
        guard let list = try? JSONDecoder().decode(Lsblk.self, from: Data(text.utf8)) else {
            throw answer.unreadable("it is not the JSON of lsblk", excerpt: text)
        }
        guard list.blockdevices.count == 1 else {
            throw answer.unreadable("there are \(list.blockdevices.count) devices and not 1", excerpt: text)
        }
        return list.blockdevices[0]
    }

    /// blkid ends with 0 when it found something, with 8 when it found several things that contradict each other, and
    /// with 2, saying nothing at all, when it found nothing; or when it could not read.
    static func signature(
        _ answer: QueryResult
    ) throws(UnknownReason) -> (found: BlockDevice.Signature, tags: [String]) {
        let end = try answer.end(oneOf: [0, 2, 8])
        switch end.exitStatus {
        case 0:
            let tags = try tags(end, answer)
            return (try signature(tags, end, answer), names(tags))
        case 8: return (.other("several signatures: \(end.words)"), [])
        default:
            guard end.output.isEmpty, end.errors.isEmpty else { throw answer.refused(end) }
            return (.blank, [])
        }
    }

    /// What a line of fstab may call the file system (fstab(5), the first field), besides its UUID.
    private static func names(_ tags: [String: String]) -> [String] {
        [("LABEL", "LABEL"), ("PART_ENTRY_UUID", "PARTUUID"), ("PART_ENTRY_NAME", "PARTLABEL")].compactMap {
            tag, name in
            tags[tag].map { "\(name)=\($0)" }
        }
    }

    private static func tags(_ end: Finished, _ answer: QueryResult) throws(UnknownReason) -> [String: String] {
        var tags: [String: String] = [:]
        for line in end.outputLines {
            guard let equals = line.firstIndex(of: "=") else {
                throw answer.unreadable("a line is not NAME=value", excerpt: line)
            }
            tags[String(line[..<equals])] = String(line[line.index(after: equals)...])
        }
        return tags
    }

    private static func signature(
        _ tags: [String: String], _ end: Finished, _ answer: QueryResult
    ) throws(UnknownReason) -> BlockDevice.Signature {
        switch (tags["USAGE"], tags["TYPE"], tags["UUID"], tags["PTTYPE"]) {
        case ("filesystem", let kind?, let uuid?, nil): return .filesystem(kind: kind, uuid: uuid)
        case (nil, nil, nil, let kind?): return .partitionTable(kind: kind)
        case (_, nil, _, nil): throw answer.unreadable("it names nothing and yet ends with 0", excerpt: end.words)
        case (_, let kind, _, let table): return .other([kind, table].compactMap(\.self).joined(separator: " and "))
        }
    }

    /// Nothing found is only then nothing there when something could be read.
    private static func provesReadable(_ answer: QueryResult, size: UInt64) throws(UnknownReason) {
        let end = try answer.end(oneOf: [0])
        guard size > 0, end.errorLines.first?.hasPrefix("0+0 ") == false else {
            throw answer.unreadable("a device without a readable byte is not proven blank", excerpt: end.words)
        }
    }
}

/// What `lsblk -J` prints. Before util-linux 2.33 numbers are strings.
private struct Lsblk: Decodable {
    let blockdevices: [Node]

    struct Node: Decodable {
        let name: String
        let size: Size
        let type: String
        let number: String
        let children: [Node]?

        enum CodingKeys: String, CodingKey {
            case name, size, type, children
            case number = "maj:min"
        }
    }

    struct Size: Decodable {
        let bytes: UInt64

        init(from decoder: any Decoder) throws {
            let value = try decoder.singleValueContainer()
            if let number = try? value.decode(UInt64.self) {
                bytes = number
            } else if let number = UInt64(try value.decode(String.self)) {
                bytes = number
            } else {
                throw DecodingError.dataCorruptedError(in: value, debugDescription: "not a number of bytes")
            }
        }
    }
}
