package import ClusterModel
internal import Foundation
package import World

extension HostOSParser {
    /// Every mount in the order of mounting: of two at one place the later hides the earlier.
    package static func mounts(_ answer: QueryResult) -> Reading<[Mount]> { Reading(try mountList(answer)) }

    /// The directories that hcctl made immutable, sorted; none before it made one.
    package static func protectedMountPoints(_ answer: QueryResult) -> Reading<[String]> {
        Reading(try protectedFound(answer))
    }

    private static func protectedFound(_ answer: QueryResult) throws(UnknownReason) -> [String] {
        let end = try answer.end(oneOf: [0, 1])
        let folder = HostOSCommands.recordFolder
        if end.exitStatus == 1 {
            guard end.complaints(of: "find") == [folder: "No such file or directory"] else { throw answer.refused(end) }
            return []
        }
        return end.outputLines.filter { $0.hasPrefix("\(folder)/") }.map { String($0.dropFirst(folder.utf8.count)) }
            .sorted()
    }

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
