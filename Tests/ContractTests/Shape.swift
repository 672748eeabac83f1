import ClusterModel
import Gluster
import HostOS
import NFS
import World

/// What the product makes of a reply: its facts, without what differs from one cluster to the next (UUIDs, ports, sizes)
/// and without the kernel's own mounts.
struct Shape: Equatable, CustomStringConvertible {
    let description: String

    /// Of a query that was asked, or, without one, of a change that was made.
    init(_ key: String, _ query: Query?, _ outcome: Outcome) {
        guard let query else {
            description = Self.change(outcome)
            return
        }
        let parts = key.split(separator: "/").map(String.init)
        let answer = QueryResult(to: query, from: "host1", outcome)
        description = Self.query(parts[0], parts[1], query, answer)
    }

    /// Whether it worked, and the first words of a refusal.
    private static func change(_ outcome: Outcome) -> String {
        guard case .finished(let end) = outcome else { return "\(outcome)" }
        return end.exitStatus == 0 ? "done" : "\(end.exitStatus): \(end.words)"
    }

    private static func query(_ tool: String, _ name: String, _ query: Query, _ answer: QueryResult) -> String {
        let names = arguments(of: query)
        switch tool {
        case "dpkg-query": return sorted(HostOSParser.packages(answer, of: names))
        case "apt-cache": return sorted(HostOSParser.candidates(answer, of: Array(arguments(of: query).dropFirst())))
        case "systemctl" where name.contains("work"):
            let words = QueryResult(to: query, from: "host1", .finished(Finished(exitStatus: 0)))
            return word(HostOSParser.packageWork(answer, words: words, uptime: words))
        case "journalctl": return answer.outcome.succeeded ? "words" : "none"
        case "systemctl":
            let states = HostOSParser.services(answer, of: names).mapValues { reading in
                reading.map { "\($0.load) \($0.active) \($0.enablement) \($0.startedAt == nil ? "never" : "started")" }
            }
            return sorted(states)
        case "getent": return word(HostOSParser.addresses(answer))
        case "findmnt": return mounts(HostOSParser.mounts(answer))
        case "sha256sum" where name.hasPrefix("groups-"): return groups(answer, names)
        case "find" where name.hasPrefix("leftover-"): return leftover(HostOSParser.leftover(names[0], answer))
        case "read", "sha256sum": return end(answer)
        case "gluster": return view(GlusterParser.view(answer))
        case "find" where name.hasPrefix("daemon-file") || name.hasPrefix("ganesha-file"): return age(answer)
        case "find" where name.hasPrefix("ganesha-"): return "\(NFSParser.state(answer, of: [77, 78]))"
        case "rpcinfo" where name.hasPrefix("ports-"): return "\(NFSParser.ports(answer))"
        case "rpcinfo": return "\(NFSParser.nullCall(answer, version: 3))"
        case "find" where name.hasPrefix("stored-volumes"): return "\(GlusterParser.storedVolumes(answer))"
        case "find" where name.hasPrefix("indices"):
            let suffix = "/.glusterfs/indices/xattrop".count
            return sorted(HostOSParser.healBacklog(answer, of: names.map { String($0.dropLast(suffix)) }))
        case "find" where name.hasPrefix("mount-points"): return "\(HostOSParser.protectedMountPoints(answer))"
        case "find" where name.hasPrefix("paths"): return paths(HostOSParser.paths(answer, of: names))
        case "find": return sorted(directories(answer, names))
        case "getfattr" where name.hasPrefix("gfid"):
            let marks = HostOSParser.pathMarks(names, volumeIDs: answer, gfids: answer)
            return sorted(marks)
        case "getfattr": return sorted(marks(answer, names))
        default: return end(answer)
        }
    }

    /// The things that were asked about: what comes after `--`, or between the program and the first option.
    private static func arguments(of query: Query) -> [String] {
        guard case .run(let invocation) = query else { return [] }
        let words = invocation.arguments
        if let end = words.firstIndex(of: "--") { return Array(words[(end + 1)...]) }
        return Array(words.dropFirst().prefix { !$0.hasPrefix("-") })
    }

    private static func sorted<Value>(_ facts: [String: Reading<Value>]) -> String {
        facts.sorted { $0.key < $1.key }.map { "\($0.key): \(word($0.value))" }.joined(separator: "\n")
    }

    private static func word<Value>(_ reading: Reading<Value>) -> String {
        switch reading {
        case .known(let value): "\(value)"
        case .absent: "absent"
        case .unknown(let why): "unknown, \(why.reason)"
        }
    }

    private static func age(_ answer: QueryResult) -> String {
        guard let end = try? answer.end() else { return "no end" }
        return "\(end.exitStatus): \(end.outputLines.map { $0.filter { !$0.isNumber } })"
    }

    /// Which device it is differs from host to host; whether it is that of the root does not.
    private static func paths(_ facts: [String: Reading<ObservedPath>]) -> String {
        guard case .known(let root)? = facts["/"] else { return "no root" }
        return facts.sorted { $0.key < $1.key }.map { path, fact in
            guard case .known(let found) = fact else { return "\(path): \(word(fact))" }
            return "\(path): \(found.kind) on \(found.number == root.number ? "the root" : "another") file system"
        }.joined(separator: "\n")
    }

    private static func end(_ answer: QueryResult) -> String {
        guard let end = try? answer.end() else { return "no end" }
        return "\(end.exitStatus)"
    }
}

// MARK: - Facts that are put together from several answers

extension Shape {
    private static let brickPaths = ["lsblk", "blkid", "dd"]

    /// The three answers about one device.
    static func device(_ path: String, kernel: QueryResult, signature: QueryResult, start: QueryResult) -> String {
        switch HostOSParser.device(path, kernel: kernel, signature: signature, start: start) {
        case .known(let device):
            "\(device.type) \(device.number) \(device.size) \(kind(device.signature)) \(device.holders)"
        case .absent: "absent"
        case .unknown(let why): "unknown, \(why.reason)"
        }
    }

    private static func kind(_ signature: BlockDevice.Signature) -> String {
        switch signature {
        case .filesystem(let kind, _): "file system \(kind)"
        default: "\(signature)"
        }
    }

    /// Of directories alone, with marks that are known to be none.
    private static func directories(_ answer: QueryResult, _ paths: [String]) -> [String: Reading<BrickDirectory>] {
        let words = paths.map { "\($0): trusted.glusterfs.volume-id: No such attribute\n" }.joined()
        let end = Finished(exitStatus: 1, errors: Array(words.utf8))
        let marks = QueryResult(to: HostOSCommands.brickMarks(paths), from: "host1", .finished(end))
        return HostOSParser.bricks(paths, directories: answer, marks: marks)
    }

    /// Of marks alone, on directories that are known to be full. Which UUID it is does not matter, whether it is one does.
    private static func marks(_ answer: QueryResult, _ paths: [String]) -> [String: Reading<Bool>] {
        let end = Finished(exitStatus: 0, output: Array(paths.map { "full \($0)\n" }.joined().utf8))
        let directories = QueryResult(to: HostOSCommands.brickDirectories(paths), from: "host1", .finished(end))
        return HostOSParser.bricks(paths, directories: directories, marks: answer).mapValues { reading in
            reading.map { $0.volumeID != nil }
        }
    }

    /// Of digests alone: of files that are there, and of files of which no text was read.
    private static func groups(_ answer: QueryResult, _ paths: [String]) -> String {
        let files = paths.map {
            ManagedFile.ID.optionGroup(OptionGroupName(String($0.split(separator: "/").last ?? "")))
        }
        return files.map { file in
            let text = QueryResult(to: HostOSCommands.text(file), from: "host1", .finished(Finished(exitStatus: 0)))
            return "\(file): \(word(HostOSParser.file(file, digests: answer, text: text, age: nil)))"
        }.joined(separator: "\n")
    }

    /// How old a directory is, is nothing that two worlds agree on.
    private static func leftover(_ reading: Reading<BrickDirectory.Leftover>) -> String {
        word(reading.map { $0 != .no })
    }

    private static func mounts(_ reading: Reading<[Mount]>) -> String {
        guard case .known(let mounts) = reading else { return word(reading) }
        let root = mounts.contains { $0.target == "/" }
        return "root: \(root)\n"
            + mounts.filter { $0.target == "/gluster" }.map {
                "\($0.source) \($0.filesystem) \($0.number) \($0.options)"
            }.joined()
    }

    private static func view(_ reading: Reading<GlusterView>) -> String {
        guard case .known(let view) = reading else { return word(reading) }
        let peers = view.peers.map { "\($0.names) \($0.state) \($0.isConnected)" }
        let volumes = view.volumes.map { volume in
            let bricks = volume.bricks.map { "\($0.host):\($0.path) \(word($0.isRunning))" }
            let options = volume.options.map { "\($0.name)=\($0.value)" }
            return "\(volume.name) \(volume.type) \(volume.status) \(volume.replica)+\(volume.arbiter)\n"
                + (bricks + options).map { "  \($0)" }.joined(separator: "\n")
        }
        let options = view.options.map { "all \($0.name)=\($0.value)" }
        return (["op-version \(view.opVersion)"] + options + peers + volumes).joined(separator: "\n")
    }
}
