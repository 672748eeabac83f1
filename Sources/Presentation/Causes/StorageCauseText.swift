internal import ClusterModel

extension StorageCause {
    var sentence: String {
        switch self {
        case .noDevice(let host, let device): "\(host) has no device \(device)"
        case .blankDevice(let host, let device, expected: true):
            "\(device) of \(host) is blank where data is expected: the disk was replaced"
        case .blankDevice(let host, let device, expected: false): "\(device) of \(host) is blank"
        case .signature(let host, let device, let found): "\(device) of \(host) carries \(found)"
        case .unreadable(let host, let device, let why): "\(device) of \(host) cannot be read: \(why.sentence)"
        case .notMounted(let host, let target): "no file system is mounted at \(target) of \(host)"
        case .otherMounted(let host, let target, let found): "\(found) is mounted at \(target) of \(host)"
        }
    }

    var reason: String {
        switch self {
        case .noDevice: "NoDevice"
        case .blankDevice(_, _, expected: true): "BlankReplacement"
        case .blankDevice: "DeviceBlank"
        case .signature: "DeviceNotBlank"
        case .unreadable: "DeviceUnreadable"
        case .notMounted: "NotMounted"
        case .otherMounted: "MountConflict"
        }
    }

    var remedy: String {
        switch self {
        case .noDevice(let host, let device):
            "connect the disk of \(host) again, or name the right one in spec.storage in place of \(device)"
        case .blankDevice(let host, let device, expected: true):
            "put the old disk of \(host) back, or replace its bricks by hand; hcctl does not format \(device) here"
        case .blankDevice: "hcctl apply makes the file system"
        case .signature(_, let device, _): "check whose data it is; only a blank \(device) is formatted"
        case .unreadable(let host, let device, _):
            "read the kernel's log of \(host), and replace \(device) if it failed"
        case .notMounted(let host, let target): "mount \(target) on \(host)"
        case .otherMounted(let host, let target, _):
            "unmount it on \(host), or correct the mount point \(target) in spec.storage"
        }
    }
}
