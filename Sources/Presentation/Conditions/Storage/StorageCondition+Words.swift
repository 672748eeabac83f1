internal import ClusterModel

extension StoragePrecondition {
    /// What must hold at the moment of acting.
    var sentence: String {
        switch self {
        case .deviceBlank(let host, let device): "\(device) of \(host) is blank"
        case .mounted(let host, let device, let target): "\(device) is mounted at \(target) on \(host)"
        case .notMounted(let host, let target): "nothing is mounted at \(target) on \(host)"
        case .filesystem(let host, let device, let uuid): "\(device) of \(host) carries the file system \(uuid)"
        case .liesOn(let host, let path, let device): "\(path) on \(host) lies on \(device)"
        }
    }
}

extension StoragePostcondition {
    /// What the next observation must show.
    var sentence: String {
        switch self {
        case .filesystemOn(let host, let device): "\(device) of \(host) carries a file system"
        case .mounted(let host, let device, let target): "\(device) is mounted at \(target) on \(host)"
        case .mountedWith(let host, let target, let options):
            "\(target) on \(host) is mounted with \(options.joined(separator: ","))"
        case .mountPointReleased(let host, let path): "\(path) on \(host) is not immutable"
        }
    }
}
