internal import ClusterModel

extension ResourceStatus.Condition {
    /// One word for programs.
    var reason: String {
        switch cause {
        case .asDeclared: "AsDeclared"
        case .notAsDeclared: "NotAsDeclared"
        case .stepsReady: "StepsReady"
        case .waiting(let waiting): waiting.reason
        case .fighting(let fight): WaitingOn.fighting(fight).reason
        }
    }

    /// One sentence.
    var message: String {
        switch cause {
        case .asDeclared: "as declared"
        case .notAsDeclared: "see the other conditions"
        case .stepsReady(let count, let first): "\(count) to do, first \(first.name)"
        case .waiting(let waiting): waiting.sentence
        case .fighting(let fight): fight.sentence
        }
    }
}

extension Precondition {
    /// What must hold at the moment of acting.
    var sentence: String {
        switch self {
        case .deviceBlank(let host, let device): "\(device) of \(host) is blank"
        case .mounted(let host, let device, let target): "\(device) is mounted at \(target) on \(host)"
        case .notMounted(let host, let target): "nothing is mounted at \(target) on \(host)"
        case .filesystem(let host, let device, let uuid): "\(device) of \(host) carries the file system \(uuid)"
        case .brickUnused(let host, let path): "\(path) on \(host) is missing or empty, and carries no volume's mark"
        case .brickLeftover(let host, let path, let volume):
            "\(path) on \(host) is empty but for the mark of volume \(volume)"
        case .brickMarked(let host, let path, let volume): "\(path) on \(host) carries the mark of volume \(volume)"
        case .peerAway(let host, let names):
            "glusterd on \(host) reports \(names.joined(separator: ", ")) as disconnected"
        }
    }
}

extension Postcondition {
    /// What the next observation must show.
    var sentence: String {
        switch self {
        case .filesystemOn(let host, let device): "\(device) of \(host) carries a file system"
        case .fileHolds(let host, let file, let lines):
            "\(file.path) of \(host) holds \(lines.map { "“\($0.text)”" }.joined(separator: ", "))"
        case .mounted(let host, let device, let target): "\(device) is mounted at \(target) on \(host)"
        case .directory(let host, let path): "\(path) exists on \(host)"
        case .brickUnmarked(let host, let path): "\(path) on \(host) carries no volume's mark"
        case .serviceRuns(let host, let unit): "\(unit) is active and enabled on \(host)"
        case .daemonServes(let host): "glusterd on \(host) has read its settings, and its bricks run"
        case .packagesInstalled(let host, let names): "\(names.joined(separator: ", ")) are installed on \(host)"
        case .packagesAvailable(let host, let names):
            "a repository of \(host) has \(names.joined(separator: ", "))"
        case .peerConnected(let address, let viewer): "\(viewer) reports \(address) as a connected member of the pool"
        case .volumeExists(let volume): "volume \(volume) exists"
        case .options(let volume, let options):
            "volume \(volume) has \(options.map { "\($0.name)=\($0.value)" }.joined(separator: ", "))"
        case .optionReset(let volume, let option): "\(option) of volume \(volume) is not set"
        case .clusterOption(let option): "\(option.name) of all volumes is \(option.value)"
        case .volumeStarted(let volume): "volume \(volume) is started"
        case .bricksRun(let volume, let bricks):
            "bricks \(bricks.map(\.description).joined(separator: ", ")) of volume \(volume) run"
        case .nfs(let condition): condition.sentence
        }
    }
}

extension NFSPostcondition {
    /// What the next observation must show.
    fileprivate var sentence: String {
        switch self {
        case .serves(let host, let export):
            "the NFS server on \(host) serves \(export.spec.pseudoPath) as \(export.id), as declared"
        case .removed(let host, let id): "the NFS server on \(host) has no export \(id)"
        case .answers(let host): "the NFS server on \(host) has read its settings and answers"
        case .statdPort(let host, let port): "rpc.statd on \(host) has port \(port)"
        }
    }
}
