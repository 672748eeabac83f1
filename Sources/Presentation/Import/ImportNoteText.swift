package import ClusterModel

extension ImportNote {
    /// One sentence, without a full stop: what was left out or written otherwise, and why.
    package var sentence: String {
        switch self {
        case .peerUnreached(let names, let words):
            "left out: the pool's member \(names.joined(separator: ", ")), which did not answer: \(words)"
        case .volumeOnOtherHost(let volume, let brick):
            "left out: volume \(volume), whose brick \(brick) is on a host that is left out"
        case .volumeType(let volume, let type):
            "left out: volume \(volume), because this version does not manage volumes of type \(type)"
        case .volumeOfOtherOwner(let volume, let owner):
            "left out: volume \(volume), which carries the ownership tag of the Cluster \(owner)"
        case .volumeInvalid(let volume, let words): "left out: volume \(volume): \(words)"
        case .optionInvalid(_, let option):
            "left out: the option \(option.name), whose value \(option.value) is not valid"
        case .storageNotDeclared(_, let brick, let obstacle):
            "left out: storage, because of the brick \(brick): \(obstacle.sentence); hcctl neither mounts nor makes file systems here"
        case .hostsFileIgnored:
            "hostsFile is ignore: not every host finds the others' names; manage would add lines to /etc/hosts"
        case .ignored(_, let difference):
            "ignored: \(DifferenceText.line(difference)); take the field out of hcctl.dev/ignore to let apply change it"
        case .stillDiffers(let resource, let words): "not adopted: \(resource): \(words)"
        }
    }
}

extension ImportNote.StorageObstacle {
    fileprivate var sentence: String {
        switch self {
        case .otherType(let type): "its file system is \(type), and only xfs can be declared"
        case .onRoot: "it is on the root file system"
        case .isMountPoint: "it is itself a mount point, and a brick has to be a directory below one"
        case .noDevice(let source): "\(source) is mounted there, which is not a whole device"
        case .notRead(let why): why.sentence
        }
    }
}
