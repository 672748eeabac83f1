internal import ClusterModel

extension StorageHold {
    /// One sentence without a full stop: what is waited for, and what would end it.
    var sentence: String {
        switch self {
        case .signature(let host, let device, let found): StorageHoldText.signature(device, on: host, found)
        case .blankReplacement(let host, let device, let expects): StorageHoldText.blank(device, on: host, expects)
        case .noDevice(let host, let device): StorageHoldText.noDevice(device, on: host)
        case .mountConflict(let host, let target, let found): StorageHoldText.mountConflict(target, on: host, found)
        case .notMounted(let brick, let mountPoint): StorageHoldText.notMounted(mountPoint, for: brick)
        }
    }

    /// The facts one by one, for programs.
    var facts: [JSON.Member] {
        switch self {
        case .signature(let host, let device, let found):
            texts(("host", host.text), ("device", device), ("found", found))
        case .blankReplacement(let host, let device, let expects):
            texts(("host", host.text), ("device", device), ("expects", expects))
        case .noDevice(let host, let device): texts(("host", host.text), ("device", device))
        case .mountConflict(let host, let mountPoint, let found):
            texts(("host", host.text), ("mountPoint", mountPoint), ("found", found))
        case .notMounted(let brick, let mountPoint):
            texts(("host", brick.host.text), ("path", brick.path), ("mountPoint", mountPoint))
        }
    }
}
