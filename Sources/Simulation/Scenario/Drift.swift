internal import ClusterModel
internal import SimulatedWorld

/// What people and nature do to a cluster that is already there, and that hcctl or its operator is to mend.
struct Drift {
    let desired: DesiredState
    let luck: Luck

    init(_ desired: DesiredState, _ luck: Luck) {
        self.desired = desired
        self.luck = luck
    }

    /// Each kind; what is done is in `Drift+Hosts` and `Drift+Volumes`, what a person makes of it later in `Operator`.
    enum Kind: CaseIterable {
        // Volumes.
        case otherOption, optionReset, protectionLowered
        case markOfAnotherOwner
        case volumeStopped, volumeStarted, volumeDeleted, strangersVolume
        case brickKilled, markRemoved, markOfAnotherVolume, directoryRenamed, leftover
        case unmountedUnseen
        // File systems.
        case unmounted, mountedElsewhere, mountPointTaken, diskUnreadable
        case lineLost, lineEdited, lineTwice, lineOfAnotherDevice, strangersLine
        // Hosts.
        case serviceStopped, serviceDisabled, serviceMasked, packageRemoved, dpkgLocked, dpkgKilled, storeDamaged
        case rebooted, rebootedWithoutMounts
        case groupFile, daemonFile, nameLost, nameElsewhere, strangersName

        /// How often, in shares. What can be mended is more telling than what stands for good.
        var share: Int {
            switch self {
            case .otherOption, .brickKilled: 5
            case .unmounted, .serviceStopped, .volumeStopped, .protectionLowered: 3
            case .optionReset, .markRemoved, .directoryRenamed, .mountedElsewhere, .lineLost, .rebooted, .nameLost,
                .unmountedUnseen:
                2
            default: 1
            }
        }
    }

    private static let shares = Kind.allCases.flatMap { Array(repeating: $0, count: $0.share) }

    /// One thing that goes wrong; nothing where there is nothing to do it to.
    func one(_ state: ClusterState) -> [Hand] {
        guard let host = luck.one(of: desired.spec.hosts), let kind = luck.one(of: Self.shares) else { return [] }
        return hands(kind, host, state)
    }

    func hands(_ kind: Kind, _ host: HostName, _ state: ClusterState) -> [Hand] {
        volumes(kind, state) ?? unseen(kind, host, state) ?? filesystems(kind, host, state) ?? files(kind, host, state)
            ?? hosts(kind, host)
    }

    /// A disk that somebody exchanged for a blank one, or took away. Whatever was on it is gone by that hand.
    func disk(_ state: ClusterState) -> Hand? {
        guard let host = luck.one(of: desired.spec.hosts), let entry = luck.one(of: desired.hosts[host]?.storage ?? [])
        else { return nil }
        return luck.oneIn(10)
            ? .removeDisk(host, device: entry.device)
            : .replaceDisk(host, device: entry.device, serial: "\(host)-other-\(luck.number(1...9999))")
    }
}
