internal import ClusterModel
internal import World

/// A change of devices and mounts.
enum StorageCommand: ToolCommand {
    case makeFilesystem(device: String, inodeSize: Int)
    case mount(device: String, target: String, options: [String])
    case remount(target: String, options: [String])
    case protect(path: String)
    case release(path: String)

    init?(words: [String]) {
        switch (words.first, words.count) {
        case ("mkfs.xfs", 3) where words[1] == "--": self = .makeFilesystem(device: words[2], inodeSize: 512)
        case ("mkfs.xfs", 5) where words[1] == "-i" && words[2].hasPrefix("size=") && words[3] == "--":
            guard let size = Int(words[2].dropFirst(5)) else { return nil }
            self = .makeFilesystem(device: words[4], inodeSize: size)
        case ("mount", 8) where words[1...3] == ["-t", "xfs", "-o"] && words[5] == "--":
            self = .mount(device: words[6], target: words[7], options: words[4].split(separator: ",").map(String.init))
        case ("mount", 6) where words[1] == "-o" && words[2].hasPrefix("remount") && words[3] == "--":
            self = .remount(target: words[5], options: words[2].split(separator: ",").dropFirst().map(String.init))
        case ("find", _): self.init(find: words)
        default: return nil
        }
    }

    private init?(find words: [String]) {
        if words.count > 2, words == Self.protecting(words[1]) {
            self = .protect(path: words[1])
        } else if let path = words.dropFirst(9).first, words == Self.releasing(path) {
            self = .release(path: path)
        } else {
            return nil
        }
    }

    private static func protecting(_ path: String) -> [String] {
        [
            "find", path, "-maxdepth", "0", "-type", "d", "-empty", "-not", "-exec", "mountpoint", "-q", "--", "{}",
            ";",
            "-exec", "chattr", "+i", "--", "{}", ";", "-exec", "mkdir", "-p", "-m", "0755", "--", record(path), ";",
        ]
    }

    private static func releasing(_ path: String) -> [String] {
        [
            "find", record(path), "-maxdepth", "0", "(", "-exec", "chattr", "-i", "--", path, ";", "-o", "-not",
            "-exec",
            "test", "-e", path, ";", ")", "-delete",
        ]
    }

    /// Where it is written that a directory was made immutable.
    static func record(_ path: String) -> String { "/var/lib/hcctl/mount-points\(path)/.immutable" }

    var duration: Range<Int> {
        switch self {
        case .makeFilesystem: 300..<4000
        case .mount, .remount: 30..<300
        case .protect, .release: 3..<30
        }
    }

    var runsInDaemon: Bool { false }

    func earlyEnd(of command: RunningCommand, in state: inout ClusterState) -> EarlyEnd? {
        switch self {
        case .makeFilesystem(let device, _): state.refusalToFormat(device, on: command.host).map(EarlyEnd.refusal)
        case .mount, .remount, .protect, .release: nil
        }
    }

    func begun(_ command: RunningCommand, in state: inout ClusterState) {
        switch self {
        case .makeFilesystem(let device, _):
            guard let contents = state[command.host]?.device(device)?.disk.contents else { return }
            state.emit(.formatting(command.host, device: device, over: contents, command: command.id))
        case .mount, .remount, .protect, .release: break
        }
    }

    func perform(_ command: RunningCommand, in state: inout ClusterState) -> Outcome {
        switch self {
        case .makeFilesystem(let device, let inodeSize):
            .finished(state.makeFilesystem(device, inodeSize: inodeSize, on: command.host, command: command.id))
        case .mount(let device, let target, let options):
            .finished(state.mount(device, at: target, options: options, on: command.host))
        case .remount(let target, let options):
            .finished(state.remount(target, options: options, on: command.host))
        case .protect(let path): .finished(state.protect(path, on: command.host))
        case .release(let path): .finished(state.release(path, on: command.host))
        }
    }

    func leavePartialEffect(of command: RunningCommand, in state: inout ClusterState) {
        switch self {
        case .makeFilesystem(let device, _): state.leaveHalfAFilesystem(device, on: command.host)
        case .mount, .remount, .protect, .release: break
        }
    }
}

extension RunningCommand {
    /// Whether it is making a file system on a device.
    func formats(_ device: String) -> Bool {
        guard completion == .effect, case .makeFilesystem(device, _)? = work as? StorageCommand else { return false }
        return true
    }
}
