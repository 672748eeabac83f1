internal import ClusterModel
internal import World

/// find and getfattr.
extension HostReader {
    private static let emptyTail = [
        "-maxdepth", "0", "(", "-type", "d", "-empty", "-printf", #"empty %p\n"#, "-o", "-type", "d", "-printf",
        #"full %p\n"#, "-o", "-printf", #"other %p\n"#, ")",
    ]
    private static let indexTail = [
        "-maxdepth", "1", "-depth", "(", "-name", "xattrop-*", "-printf", #"%n %h\n"#, "-o", "-type", "d", "-printf",
        #"end %p\n"#, ")",
    ]
    private static let storeTail = ["-maxdepth", "1", "-depth", "-type", "d", "-printf", #"%P\n"#]
    private static let store = "/var/lib/glusterd/vols"
    private static let indexSuffix = "/.glusterfs/indices/xattrop"

    /// The four questions that are asked of it.
    func find(_ words: [String]) -> Finished? {
        if words.count > 3, words[2...3] == ["-maxdepth", "2"] { return leftover(words[1], words) }
        for (tail, answer) in [(Self.emptyTail, directory), (Self.indexTail, index), (Self.storeTail, volumes)]
        where words.count > tail.count + 1 && Array(words.suffix(tail.count)) == tail {
            return gather(words.dropFirst().dropLast(tail.count), answer)
        }
        return nil
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
        switch host.look(path) {
        case .found(.directory, let isEmpty): .said("\(isEmpty ? "empty" : "full") \(path)\n")
        case .found(.file, _): .said("other \(path)\n")
        case .complaint(let words): .complaint(words)
        }
    }

    private func index(_ path: String) -> Line {
        guard path.hasSuffix(Self.indexSuffix) else { return .complaint("No such file or directory") }
        switch host.look(String(path.dropLast(Self.indexSuffix.count))) {
        case .found(.directory(let contents), _):
            guard let brick = contents.brick, brick.hasIndex else { return .complaint("No such file or directory") }
            return .said((brick.hadEntries ? "\(brick.index.count + 1) \(path)\n" : "") + "end \(path)\n")
        case .found(.file, _): return .complaint("Not a directory")
        case .complaint(let words): return .complaint(words)
        }
    }

    /// Two levels of a directory, as far as something that is neither itself nor its `.glusterfs`.
    private func leftover(_ path: String, _ words: [String]) -> Finished? {
        let pattern = [
            "find", path, "-maxdepth", "2", "-path", path, "-cmin", "-3", "-printf", #"young %P\n"#, "-o", "-path",
            path,
            "-printf", #"seen %P\n"#, "-o", "-path", "\(path)/.glusterfs", "-type", "d", "-printf", #"seen %P\n"#, "-o",
            "-printf", #"more %P\n"#, "-quit",
        ]
        guard words == pattern else { return nil }
        switch host.look(path) {
        case .complaint(let words): return .refused(1, "find: '\(path)': \(words)\n")
        case .found(.file, _): return .said("seen \n")
        case .found(.directory(let contents), let isEmpty):
            let isYoung = contents.markChanged.map { state.now - $0 < Self.youth } ?? false
            return .said((isYoung ? "young \n" : "seen \n") + (isEmpty ? "" : inside(path, contents)))
        }
    }

    /// Whoever was marked so short a time ago is called young.
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

    func getfattr(_ paths: [String]) -> Finished {
        var (output, errors) = ("", "")
        for path in paths {
            switch host.look(path) {
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
