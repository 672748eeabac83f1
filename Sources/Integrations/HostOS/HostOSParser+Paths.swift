package import ClusterModel
package import World

extension HostOSParser {
    /// By path: its kind, a link not followed, and its device.
    package static func paths(_ answer: QueryResult, of paths: [String]) -> [String: Reading<ObservedPath>] {
        each(of: paths) { () throws(UnknownReason) in
            let end = try answer.end(oneOf: [0, 1])
            let complaints = end.complaints(of: "find")
            let found = Dictionary(end.outputLines.compactMap(path)) { first, _ in first }
            return { path in
                if let words = complaints[path] { return complaint(words, path, answer, end) }
                return found[path].map(Reading.known) ?? .unknown(answer.silent(about: path, end))
            }
        }
    }

    /// `1795 l /gluster<tab>/srv/gluster`.
    private static func path(_ line: String) -> (String, ObservedPath)? {
        let parts = line.split(separator: "\t", maxSplits: 1, omittingEmptySubsequences: false)
        let words = parts[0].split(separator: " ", maxSplits: 2)
        guard words.count == 3, parts.count == 2, let device = UInt64(words[0]) else { return nil }
        let kind: ObservedPath.Kind =
            switch words[1] {
            case "d": .directory
            case "f": .file
            case "l": .link(target: String(parts[1]))
            default: .other
            }
        return (String(words[2]), ObservedPath(number: number(device), kind: kind))
    }

    /// `major:minor` of a device number (makedev(3)): twelve low bits of the major above eight of the minor, the rest
    /// above those.
    private static func number(_ device: UInt64) -> String {
        let major = (device >> 8) & 0xfff | (device >> 32) & ~0xfff
        let minor = device & 0xff | (device >> 12) & ~0xff
        return "\(major):\(minor & 0xffff_ffff)"
    }

    /// By path, the two attributes of a brick.
    package static func pathMarks(
        _ paths: [String], volumeIDs: QueryResult, gfids: QueryResult
    ) -> [String: Reading<PathMarks>] {
        let ids = marks(volumeIDs, of: paths)
        let gfids = marks(gfids, of: paths, named: HostOSCommands.gfid)
        let readings = paths.map { path in (path, mark(ids[path], gfids[path])) }
        return Dictionary(readings) { first, _ in first }
    }

    private static func mark(_ id: Reading<String?>?, _ gfid: Reading<String?>?) -> Reading<PathMarks> {
        switch (id ?? .unknown(.notAsked), gfid ?? .unknown(.notAsked)) {
        case (.unknown(let why), _), (_, .unknown(let why)): .unknown(why)
        case (.absent, _), (_, .absent): .absent
        case (.known(let id), .known(let gfid)): .known(PathMarks(volumeID: id, hasGFID: gfid != nil))
        }
    }
}
