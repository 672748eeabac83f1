internal import ClusterModel
internal import World

/// A change that the model knows, from its words.
enum Changing: Sendable, Hashable {
    case makeFilesystem(device: String, inodeSize: Int)
    case makeDirectory(String)
    case mount(device: String, target: String, options: [String])
    case enable(unit: String)
    case restart(unit: String)
    case mask(units: [String])
    case unmask(unit: String)
    case forgetFailure(String)
    case packages(PackageWork.Kind)
    case probe(String)
    case create(volume: String, replica: Int, arbiter: Int, bricks: [String])
    case set(volume: String, [String])
    case reset(volume: String, key: String)
    case setAll([String])
    case removeMark(String)
    case start(volume: String, force: Bool)
    case write(FileWrite)
    case remove(path: String, expecting: Expectation)

    /// nil: nobody taught it to the model.
    init?(_ change: Change) {
        switch change {
        case .write(let write): self = .write(write)
        case .remove(let path, let expecting): self = .remove(path: path, expecting: expecting)
        case .run(let invocation): self.init(words: invocation.arguments)
        }
    }

    static func knows(_ words: [String]) -> Bool { Changing(words: words) != nil }

    private init?(words: [String]) {
        switch (words.first, words.count) {
        case ("mkfs.xfs", 3) where words[1] == "--": self = .makeFilesystem(device: words[2], inodeSize: 512)
        case ("mkfs.xfs", 5) where words[1] == "-i" && words[2].hasPrefix("size=") && words[3] == "--":
            guard let size = Int(words[2].dropFirst(5)) else { return nil }
            self = .makeFilesystem(device: words[4], inodeSize: size)
        case ("mkdir", 6) where words[1...4] == ["-p", "-m", "0755", "--"]: self = .makeDirectory(words[5])
        case ("mount", 8) where words[1...3] == ["-t", "xfs", "-o"] && words[5] == "--":
            self = .mount(device: words[6], target: words[7], options: words[4].split(separator: ",").map(String.init))
        case ("systemctl", 5) where words[1...3] == ["enable", "--now", "--"]: self = .enable(unit: words[4])
        case ("systemctl", 4) where words[1...2] == ["restart", "--"]: self = .restart(unit: words[3])
        case ("systemctl", 5...) where words[1...3] == ["mask", "--runtime", "--"]:
            self = .mask(units: Array(words.dropFirst(4)))
        case ("systemctl", 5) where words[1...3] == ["unmask", "--runtime", "--"]: self = .unmask(unit: words[4])
        case ("systemctl", 4) where words[1...2] == ["reset-failed", "--"]: self = .forgetFailure(words[3])
        case ("systemd-run", 8...) where Array(words[1...6]) == Self.unitWords:
            guard let kind = Self.work(Array(words.dropFirst(7))) else { return nil }
            self = .packages(kind)
        case ("setfattr", 5) where words[1...3] == ["-x", "trusted.glusterfs.volume-id", "--"]:
            self = .removeMark(words[4])
        case ("gluster", 5...) where words[1] == "--mode=script": self.init(gluster: Array(words.dropFirst(2)))
        default: return nil
        }
    }

    private static let unitWords = [
        "--quiet", "--unit=hcctl-packages", "--setenv=DEBIAN_FRONTEND=noninteractive", "--setenv=LC_ALL=C.UTF-8",
        "--property=RuntimeMaxSec=3600", "--",
    ]
    private static let installWords = [
        "apt-get", "-q", "-y", "install", "--no-install-recommends", "-o", "Dpkg::Options::=--force-confold", "-o",
        "DPkg::Lock::Timeout=900", "--",
    ]

    private static func work(_ words: [String]) -> PackageWork.Kind? {
        if words == ["apt-get", "-q", "update"] { return .update }
        if words == ["dpkg", "--force-confold", "--configure", "-a"] { return .configure }
        guard Array(words.prefix(installWords.count)) == installWords, words.count > installWords.count else {
            return nil
        }
        return .install(Array(words.dropFirst(installWords.count)))
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

    /// Milliseconds that it takes, by what was measured on real hosts.
    var duration: Range<Int> {
        switch self {
        case .makeFilesystem: 300..<4000
        case .makeDirectory, .write, .remove, .removeMark: 3..<30
        case .mount: 30..<300
        case .enable: 300..<2500
        case .restart: 500..<5000
        case .mask, .unmask, .forgetFailure, .packages: 20..<200
        case .probe: 200..<1500
        case .create: 300..<1500
        case .set, .setAll, .reset: 250..<700
        case .start: 400..<2500
        }
    }

    /// The volume whose lock it takes.
    var lockedVolume: String? {
        switch self {
        case .create(let volume, _, _, _), .set(let volume, _), .start(let volume, _), .reset(let volume, _):
            volume
        case .setAll: "all"
        default: nil
        }
    }

    /// Whether a daemon does the work, so that it goes on when the program that asked for it is killed.
    var isDaemonsWork: Bool {
        switch self {
        case .enable, .restart, .mask, .unmask, .forgetFailure, .packages: true
        case .probe, .create, .set, .start, .reset, .setAll: true
        default: false
        }
    }
}
