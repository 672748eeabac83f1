internal import ClusterModel
internal import World

/// find and getfattr.
extension QueryResponder {
    static let brickQueries = [
        QueryHandler([
            "getfattr", "--absolute-names", "-n", "trusted.glusterfs.volume-id", "-e", "hex", "--",
        ]) { $0.getfattr($1) },
        QueryHandler(["getfattr", "--absolute-names", "-n", "trusted.gfid", "-e", "hex", "--"]) { $0.gfids($1) },
        QueryHandler(["find"]) { $0.find($1, placeTail, $0.place) },
        QueryHandler(["find"]) { $0.find($1, emptyTail, $0.directory) },
        QueryHandler(["find"]) { $0.find($1, indexTail, $0.index) },
        QueryHandler(["find"]) { $0.find($1, storeTail, $0.volumes) }, QueryHandler(["find"]) { $0.leftover($1) },
    ]

    private static let emptyTail = [
        "-maxdepth", "0", "(", "-type", "d", "-empty", "-printf", #"empty %p\n"#, "-o", "-type", "d", "-printf",
        #"full %p\n"#, "-o", "-printf", #"other %p\n"#, ")",
    ]
    private static let placeTail = ["-maxdepth", "0", "-printf", #"%D %y %p\t%l\n"#]
    private static let indexTail = [
        "-maxdepth", "1", "-depth", "(", "-name", "xattrop-*", "-printf", #"%n %h\n"#, "-o", "-type", "d", "-printf",
        #"end %p\n"#, ")",
    ]
    private static let storeTail = ["-maxdepth", "1", "-depth", "-type", "d", "-printf", #"%P\n"#]
    private static let store = "/var/lib/glusterd/vols"
    private static let indexSuffix = "/.glusterfs/indices/xattrop"

    /// Answers for each path before the tail of the expression.
    private func find(_ words: [String], _ tail: [String], _ answer: (String) -> Line) -> Finished? {
        guard words.count > tail.count, Array(words.suffix(tail.count)) == tail else { return nil }
        return gather(words.dropLast(tail.count), answer)
    }

    /// A line of standard output, or the system's complaint.
    private enum Line {
        case said(String)
        case complaint(String)
    }

    private func gather(_ paths: ArraySlice<String>, _ answer: (String) -> Line) -> Finished {
        var (output, errors) = ("", "")
        for path in paths {
            switch answer(path) {
            case .said(let text): output += text
            case .complaint(let words): errors += "find: '\(path)': \(words)\n"
            }
        }
        return Finished(exitStatus: errors.isEmpty ? 0 : 1, output: Array(output.utf8), errors: Array(errors.utf8))
    }

    private func directory(_ path: String) -> Line {
        switch host.lookUp(path) {
        case .found(.directory, let isEmpty): .said("\(isEmpty ? "empty" : "full") \(path)\n")
        case .found(.file, _): .said("other \(path)\n")
        case .complaint(let words): .complaint(words)
        }
    }

    /// A symbolic link is not followed at its end.
    private func place(_ path: String) -> Line {
        if let target = host.links[path] { return .said("\(Self.rootDevice) l \(path)\t\(target)\n") }
        let (device, _) = host.place(of: path)
        let number = device.map { Self.deviceNumber(host.devices[$0].number) } ?? Self.rootDevice
        switch host.lookUp(path) {
        case .found(.directory, _): return .said("\(number) d \(path)\t\n")
        case .found(.file, _): return .said("\(number) f \(path)\t\n")
        case .complaint(let words): return .complaint(words)
        }
    }

    /// 254:1, that of the root file system in the table of mounts.
    private static let rootDevice = 254 << 8 | 1

    /// As makedev(3) puts `major:minor` together.
    private static func deviceNumber(_ text: String) -> Int {
        let parts = text.split(separator: ":").compactMap { Int($0) }
        return parts.count == 2 ? parts[0] << 8 | parts[1] : 0
    }

    private func index(_ path: String) -> Line {
        guard path.hasSuffix(Self.indexSuffix) else { return .complaint("No such file or directory") }
        switch host.lookUp(String(path.dropLast(Self.indexSuffix.count))) {
        case .found(.directory(let contents), _):
            guard let brick = contents.brick, brick.hasIndex else { return .complaint("No such file or directory") }
            return .said((brick.hadEntries ? "\(brick.index.count + 1) \(path)\n" : "") + "end \(path)\n")
        case .found(.file, _): return .complaint("Not a directory")
        case .complaint(let words): return .complaint(words)
        }
    }

    /// Two levels of a directory, up to the first entry that is neither itself nor its `.glusterfs`.
    private func leftover(_ words: [String]) -> Finished? {
        guard let path = words.first, words == Self.leftoverWords(path) else { return nil }
        switch host.lookUp(path) {
        case .complaint(let words): return .refused(1, "find: '\(path)': \(words)\n")
        case .found(.file, _): return .said("seen \n")
        case .found(.directory(let contents), let isEmpty):
            let isYoung = contents.markChanged.map { state.now - $0 < Self.youth } ?? false
            return .said((isYoung ? "young \n" : "seen \n") + (isEmpty ? "" : inside(path, contents)))
        }
    }

    private static func leftoverWords(_ path: String) -> [String] {
        [
            path, "-maxdepth", "2", "-path", path, "-cmin", "-3", "-printf", #"young %P\n"#, "-o", "-path", path,
            "-printf", #"seen %P\n"#, "-o", "-path", "\(path)/.glusterfs", "-type", "d", "-printf", #"seen %P\n"#, "-o",
            "-printf", #"more %P\n"#, "-quit",
        ]
    }

    /// A directory that was marked less than this ago is called young.
    private static let youth = Duration.seconds(180)

    private func inside(_ path: String, _ contents: DirectoryContents) -> String {
        let others = contents.hasForeignFiles || host.hasChildren(path) ? "more data\n" : ""
        guard let brick = contents.brick else { return others }
        let isBare = brick.copies.isEmpty && !brick.hasIndex
        return "seen .glusterfs\n" + (isBare ? others : "more .glusterfs/indices\n")
    }

    private func volumes(_ path: String) -> Line {
        guard path == Self.store, host.glusterd.hasStore else { return .complaint("No such file or directory") }
        return .said(host.glusterd.volumes.map { "\($0.name)\n" }.joined() + "\n")
    }

    /// Gluster gives every directory of a brick that has run a gfid.
    func gfids(_ paths: [String]) -> Finished {
        var (output, errors) = ("", "")
        for path in paths {
            switch host.lookUp(path) {
            case .found(.directory(let contents), _) where contents.hasGFID || contents.brick?.hasIndex == true:
                output += "# file: \(path)\ntrusted.gfid=0x00000000000000000000000000000001\n\n"
            case .found: errors += "\(path): trusted.gfid: No such attribute\n"
            case .complaint(let words): errors += "getfattr: \(path): \(words)\n"
            }
        }
        return Finished(exitStatus: errors.isEmpty ? 0 : 1, output: Array(output.utf8), errors: Array(errors.utf8))
    }

    func getfattr(_ paths: [String]) -> Finished {
        var (output, errors) = ("", "")
        for path in paths {
            switch host.lookUp(path) {
            case .found(.directory(let contents), _) where contents.volumeMark != nil:
                let digits = (contents.volumeMark ?? "").filter { $0 != "-" }
                output += "# file: \(path)\ntrusted.glusterfs.volume-id=0x\(digits)\n\n"
            case .found: errors += "\(path): trusted.glusterfs.volume-id: No such attribute\n"
            case .complaint(let words): errors += "getfattr: \(path): \(words)\n"
            }
        }
        return Finished(exitStatus: errors.isEmpty ? 0 : 1, output: Array(output.utf8), errors: Array(errors.utf8))
    }
}
