internal import ClusterModel

extension GlusterPrecondition {
    /// What must hold at the moment of acting.
    var sentence: String {
        switch self {
        case .brickUnused(let host, let path): "\(path) on \(host) is missing or empty, and carries no volume's mark"
        case .brickLeftover(let host, let path, let volume):
            "\(path) on \(host) is empty but for the mark of volume \(volume)"
        case .brickMarked(let host, let path, let volume): "\(path) on \(host) carries the mark of volume \(volume)"
        case .peerAway(let host, let names):
            "glusterd on \(host) reports \(names.joined(separator: ", ")) as disconnected"
        }
    }
}

extension GlusterPostcondition {
    /// What the next observation must show.
    var sentence: String {
        switch self {
        case .brickUnmarked(let host, let path): "\(path) on \(host) carries no volume's mark"
        case .daemonServes(let host): "glusterd on \(host) has read its settings, and its bricks run"
        case .peerConnected(let address, let viewer): "\(viewer) reports \(address) as a connected member of the pool"
        case .volumeExists(let volume): "volume \(volume) exists"
        case .options(let volume, let options):
            "volume \(volume) has \(options.map { "\($0.name)=\($0.value)" }.joined(separator: ", "))"
        case .optionReset(let volume, let option): "\(option) of volume \(volume) is not set"
        case .clusterOption(let option): "\(option.name) of all volumes is \(option.value)"
        case .volumeStarted(let volume): "volume \(volume) is started"
        case .bricksRun(let volume, let bricks, let daemons):
            (bricks.map { "brick \($0)" } + daemons.map(\.description)).joined(separator: ", ")
                + " of volume \(volume) run"
        }
    }
}
