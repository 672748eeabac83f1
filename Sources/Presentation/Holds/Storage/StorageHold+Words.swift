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
        case .covered(let host, let path, let device, let found): StorageHoldText.covered(path, on: host, device, found)
        case .linkedPath(let host, let path, let link, let real): StorageHoldText.link(path, on: host, link, real)
        case .readOnly(let host, let target): StorageHoldText.readOnly(target, on: host)
        case .freshMount(let host, let target, let options): StorageHoldText.freshMount(target, on: host, options)
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
        case .covered(let host, let path, let device, let found):
            texts(("host", host.text), ("path", path), ("device", device), ("found", found))
        case .linkedPath(let host, let path, let link, let real):
            texts(("host", host.text), ("path", path), ("link", link), ("real", real))
        case .readOnly(let host, let mountPoint): texts(("host", host.text), ("mountPoint", mountPoint))
        case .freshMount(let host, let mountPoint, let options):
            texts(("host", host.text), ("mountPoint", mountPoint))
                + [.init("options", .array(options.map(JSON.string)))]
        }
    }
}
