extension Action {
    /// What the action is done to. What belongs to one host is named with its host; the host whose gluster command line
    /// is used is not named, because any member would do.
    package var subject: String {
        switch self {
        case .host(let action, let host): "\(host):\(action.subject)"
        case .gluster(let action, _): action.subject
        case .ctdb(.reloadNodes, _): CTDBAction.reloadNodes.subject
        case .ctdb(let action, let host): "\(host):\(action.subject)"
        case .nfs(let action, let host): "\(host):\(action.subject)"
        case .hostedEngine(let action, let host): action.subject(on: host)
        }
    }
}

extension HostAction {
    /// A device, path, unit or list of packages.
    fileprivate var subject: String {
        switch self {
        case .makeFilesystem(let device, _, _): device
        case .replaceFile(let replacement): replacement.file.path
        case .mount(_, let mountPoint, _), .remount(_, let mountPoint, _): mountPoint
        case .makeDirectory(let path), .releaseMountPoint(let path), .removeBrickMark(let path, _): path
        case .enableAndStart(let unit, _, _), .restart(let unit): unit
        case .installPackages(let names, _): names.joined(separator: ",")
        case .updatePackageLists: "package lists"
        case .configurePackages: "package database"
        }
    }
}

extension GlusterAction {
    /// A peer, a volume, or the keys of a volume's or the pool's options.
    fileprivate var subject: String {
        switch self {
        case .probe(let peer): peer
        case .createVolume(let volume, _, _, _), .startVolume(let volume), .startBricks(let volume): volume.text
        case .setOptions(let volume, let options): "\(volume):\(Self.keys(options))"
        case .resetOption(let volume, let key): "\(volume):\(key)"
        case .setClusterOption(let option): option.name
        }
    }

    /// Without the ownership marks, which go along with every change; they are named where nothing else is set.
    private static func keys(_ options: [GlusterOption]) -> String {
        let names = options.map(\.name)
        let own = names.filter { $0 != OwnershipTag.owner && !$0.hasPrefix(OwnershipTag.options) }
        return own.isEmpty ? OwnershipTag.options : own.sorted().joined(separator: ",")
    }
}
