internal import ClusterModel
internal import World

/// A change by gluster's command line, or of the mark of a brick's directory.
enum GlusterCommand: ToolCommand {
    case probe(String)
    case create(volume: String, replica: Int, arbiter: Int, bricks: [String])
    case set(volume: String, [String])
    case reset(volume: String, key: String)
    case setAll([String])
    case start(volume: String, force: Bool)
    case removeMark(String)

    init?(words: [String]) {
        switch (words.first, words.count) {
        case ("setfattr", 5) where words[1...3] == ["-x", "trusted.glusterfs.volume-id", "--"]:
            self = .removeMark(words[4])
        case ("gluster", 5...) where words[1] == "--mode=script": self.init(gluster: Array(words.dropFirst(2)))
        default: return nil
        }
    }

    private init?(gluster words: [String]) {
        let rest = Array(words.dropFirst(3))
        switch (words[0], words[1]) {
        case ("peer", "probe") where rest.isEmpty: self = .probe(words[2])
        case ("volume", "create"):
            guard let layout = Layout(rest) else { return nil }
            self = .create(
                volume: words[2], replica: layout.replica, arbiter: layout.arbiter, bricks: layout.bricks)
        case ("volume", "reset") where rest.count == 1: self = .reset(volume: words[2], key: rest[0])
        case ("volume", "set") where !rest.isEmpty && rest.count.isMultiple(of: 2) && words[2] == "all":
            self = .setAll(rest)
        case ("volume", "set") where !rest.isEmpty && rest.count.isMultiple(of: 2):
            self = .set(volume: words[2], rest)
        case ("volume", "start") where rest.isEmpty || rest == ["force"]:
            self = .start(volume: words[2], force: !rest.isEmpty)
        default: return nil
        }
    }

    /// `replica 3 arbiter 1 HOST:PATH …`.
    private struct Layout {
        var replica = 1
        var arbiter = 0
        var bricks: [String] = []

        init?(_ words: [String]) {
            var rest = words[...]
            if rest.first == "replica" {
                guard rest.count > 2, let number = Int(rest.dropFirst().first ?? "") else { return nil }
                (replica, rest) = (number, rest.dropFirst(2))
            }
            if rest.first == "arbiter" {
                guard rest.count > 2, let number = Int(rest.dropFirst().first ?? "") else { return nil }
                (arbiter, rest) = (number, rest.dropFirst(2))
            }
            bricks = Array(rest)
            guard !bricks.isEmpty, bricks.allSatisfy({ $0.contains(":/") }) else { return nil }
        }
    }

    var duration: Range<Int> {
        switch self {
        case .probe: 200..<1500
        case .create: 300..<1500
        case .set, .setAll, .reset: 250..<700
        case .start: 400..<2500
        case .removeMark: 3..<30
        }
    }

    /// The volume whose lock it takes.
    var lockedVolume: String? {
        switch self {
        case .create(let volume, _, _, _), .set(let volume, _), .start(let volume, _), .reset(let volume, _): volume
        case .setAll: "all"
        case .probe, .removeMark: nil
        }
    }

    var runsInDaemon: Bool {
        switch self {
        case .probe, .create, .set, .start, .reset, .setAll: true
        case .removeMark: false
        }
    }

    /// A failure in gluster's words.
    func failed(_ words: String) -> Finished {
        switch self {
        case .create(let volume, _, _, _): .refused(1, "volume create: \(volume): failed: \(words)\n")
        case .start(let volume, _): .refused(1, "volume start: \(volume): failed: \(words)\n")
        case .reset: .refused(1, "volume reset: failed: \(words)\n")
        case .set, .setAll: .refused(1, "volume set: failed: \(words)\n")
        case .probe: .refused(1, "peer probe: failed: \(words)\n")
        case .removeMark: .refused(1, "\(words)\n")
        }
    }
}
