internal import ClusterModel
internal import World

/// A change of a host's base system: its files, services and packages.
enum HostCommand: ToolCommand {
    case makeDirectory(String)
    case write(FileWrite)
    case remove(path: String, expecting: Expectation)
    case enable(unit: String)
    case restart(unit: String)
    case mask(units: [String])
    case unmask(unit: String)
    case resetFailed(String)
    case packages(PackageWork.Kind)

    init?(_ change: Change) {
        switch change {
        case .write(let write): self = .write(write)
        case .remove(let path, let expecting): self = .remove(path: path, expecting: expecting)
        case .run(let invocation): self.init(words: invocation.arguments)
        }
    }

    init?(words: [String]) {
        switch (words.first, words.count) {
        case ("mkdir", 6) where words[1...4] == ["-p", "-m", "0755", "--"]: self = .makeDirectory(words[5])
        case ("systemctl", 4...): self.init(systemctl: words)
        case ("systemd-run", 8...) where Array(words[1...6]) == Self.unitWords:
            guard let kind = Self.work(Array(words.dropFirst(7))) else { return nil }
            self = .packages(kind)
        default: return nil
        }
    }

    private init?(systemctl words: [String]) {
        switch words.count {
        case 5 where words[1...3] == ["enable", "--now", "--"]: self = .enable(unit: words[4])
        case 4 where words[1...2] == ["restart", "--"]: self = .restart(unit: words[3])
        case 5... where words[1...3] == ["mask", "--runtime", "--"]: self = .mask(units: Array(words.dropFirst(4)))
        case 5 where words[1...3] == ["unmask", "--runtime", "--"]: self = .unmask(unit: words[4])
        case 4 where words[1...2] == ["reset-failed", "--"]: self = .resetFailed(words[3])
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

    var duration: Range<Int> {
        switch self {
        case .makeDirectory, .write, .remove: 3..<30
        case .enable: 300..<2500
        case .restart: 500..<5000
        case .mask, .unmask, .resetFailed, .packages: 20..<200
        }
    }

    var runsInDaemon: Bool {
        switch self {
        case .enable, .restart, .mask, .unmask, .resetFailed, .packages: true
        case .makeDirectory, .write, .remove: false
        }
    }

    func perform(_ command: RunningCommand, in state: inout ClusterState) -> Outcome {
        let host = command.host
        return switch self {
        case .makeDirectory(let path): .finished(state.makeDirectory(path, on: host))
        case .write(let write): state.write(write, on: host)
        case .remove(let path, let expecting): state.remove(path, expecting, on: host)
        case .enable(let unit): .finished(state.enable(unit, on: host))
        case .restart(let unit): .finished(state.restart(unit, on: host, command: command.id))
        case .mask(let units): .finished(state.mask(units, on: host))
        case .unmask(let unit): .finished(state.unmask(unit, on: host))
        case .resetFailed(let pattern): .finished(state.resetFailed(pattern, on: host))
        case .packages(let kind): .finished(state.startUnit(kind, on: host))
        }
    }
}
