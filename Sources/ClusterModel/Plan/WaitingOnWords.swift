extension WaitingOn: CustomStringConvertible {
    /// One sentence without a full stop: what is waited for, and what would end it.
    package var description: String {
        switch self {
        case .fact(let what, let why): "\(what) is not known: \(why)"
        case .step(let step): "step \(step) comes first"
        case .hostUnreachable(let host): "\(host) does not answer; nothing is done that touches it until it does"
        case .signature(let host, let device, let found):
            "\(device) on \(host) is not blank: it carries \(found); if nothing on it is needed, clear it by hand "
                + "(wipefs -a \(device)), else declare another device"
        case .blankReplacement(let host, let device, let expects):
            "\(device) on \(host) is blank, but \(expects); a disk was replaced, or renamed: it is not formatted"
        case .noDevice(let host, let device): "\(host) has no block device \(device)"
        case .mountConflict(let host, let mountPoint, let found):
            "\(mountPoint) on \(host) is in the way: \(found)"
        case .notInstalled(let host, let what): "\(what) is not installed on \(host); install its package"
        case .operation(let host, let what, let elapsed, let progress, let words):
            "\(what) on \(host)" + (elapsed.map { " since \($0.tensOfSeconds) s" } ?? "")
                + (progress.map { ", \($0)" } ?? "") + (words.isEmpty ? "" : ": \(words)")
        case .packagesLocked(let host, let words): "another program installs packages on \(host): \(words)"
        case .operationFailed(let host, let what, let words): "\(what) on \(host) failed: \(words)"
        case .packageUnavailable(let host, let names):
            "no repository of \(host) has \(names.joined(separator: ", ")); add one that has, or set packages.manage to "
                + "false and install by hand"
        case .nameNotFound(let host, let name, let remedy): "\(host) finds no address for \(name); \(remedy)"
        case .nameConflict(let host, let name, let found, let expected):
            "/etc/hosts on \(host) gives \(name) the address \(found), but it has \(expected); correct or remove that line"
        case .brickInUse(let brick, let found): "\(brick) cannot become a brick: \(found)"
        case .createSettling(let brick):
            "\(brick) was marked a moment ago for a volume that nobody knows; a create that was cut off is over within 3 min"
        case .notMounted(let brick, let mountPoint): "\(mountPoint) for \(brick) is not mounted"
        case .foreignPool(let host, let peers):
            "\(host) belongs to another pool (\(peers.joined(separator: ", "))); detach it there first"
        case .peerStateSettling(let host, let state): "gluster calls \(host) \(state); it settles within about 30 s"
        case .peerDisconnected(let host):
            "\(host) answers, but the pool has no connection to it; see its gluster network and glusterd's port 24007"
        case .peerRejected(let host, let state):
            "the pool calls \(host) “\(state)”: its store differs from the others'; mend that by hand"
        case .foreignOwner(let volume, let owner):
            "volume \(volume) is marked as managed by the cluster “\(owner)”; let only one set of manifests name it"
        case .layout(let volume, let desired, let observed):
            "volume \(volume) exists with another layout, which this version does not change: "
                + "desired \(desired); observed \(observed)"
        case .quorum(let volume, let up, let needed):
            "\(up) members of the pool are connected and \(needed) are needed to act on volume \(volume)"
        case .clientQuorum(let volume, let up, let needed):
            "\(up) bricks of a replica set of volume \(volume) would run and its quorum needs \(needed): clients could no "
                + "longer write"
        case .brickDown(let volume, let brick):
            "brick \(brick) of volume \(volume) does not run: without another one its data would be out of reach"
        case .onlyCopy(let volume, let brick):
            "brick \(brick) is the only copy of its part of volume \(volume); stop the volume first, if its users agree"
        case .healing(let volume, let entries, let allowed):
            "\(entries) entries of volume \(volume) wait to be healed and \(allowed) may; gluster's self-heal daemon ends "
                + "it"
        case .healSettling(let volume, let samples, let needed):
            "nothing of volume \(volume) has been seen to wait for a heal in \(samples) of \(needed) looks"
        case .unobservedBricks(let volume, let host, let since):
            "\(host) has given no answer since \(since), and gluster calls it connected: by force it would start, and "
                + "mark, bricks of volume \(volume) there that nobody has seen; until \(host) answers, or gluster calls it "
                + "disconnected"
        case .disruptionBudget(let away, let allowed):
            "\(away.map(\.text).joined(separator: ", ")) \(away.count == 1 ? "is" : "are") away, and no more than "
                + "\(allowed) may be (Cluster spec.disruption.maxUnavailableHosts)"
        case .maintenance(let host): "\(host) is in maintenance (Host spec.maintenance)"
        case .losesData(let volume, let option):
            "\(option) of volume \(volume) is never switched off: of every file gluster would show the first part only; "
                + "take the line back, or copy the files to a new volume"
        case .paused(let resource): "\(resource) is paused (annotation hcctl.dev/paused, its own or the Cluster's)"
        case .onlyWarned(let resource):
            "\(resource) is left to people (annotation hcctl.dev/mode: warn, its own or the Cluster's)"
        case .consent(let what): "a person must agree: \(what)"
        case .consentUsed(let what, let consent, let at):
            "\(what); this run has done it under the consent “\(consent)”, saw it at \(at), and something has changed it "
                + "back since: the consent is used up"
        case .unsupported(let what): what
        case .notYetManaged(let what): "this version checks \(what) and does not act on it"
        case .fenceBusy(let host): "a command of an earlier run is still running on \(host)"
        case .rejectedByAudit(let words):
            "internal error: the step failed hcctl's safety audit and is not taken (please report): \(words)"
        case .noEffect(let attempts, let words): "tried \(attempts) times without effect: \(words)"
        case .fighting(let fight): "\(fight)"
        case .otherTransaction(let host, let since, let until):
            "gluster on \(host) says since \(since) that another transaction is in progress; it is tried again until "
                + "\(until)"
        case .backOff(let until): "tried a moment ago; again at \(until)"
        }
    }

    /// A word for JSON and for the list of reasons (docs/reasons.md).
    package var reason: String {
        switch self {
        case .fact: "FactUnknown"
        case .step: "StepFirst"
        case .hostUnreachable: "HostUnreachable"
        case .signature: "DeviceNotBlank"
        case .blankReplacement: "BlankReplacement"
        case .noDevice: "NoDevice"
        case .mountConflict: "MountConflict"
        case .notInstalled: "NotInstalled"
        case .operation: "OperationRunning"
        case .packagesLocked: "PackagesLocked"
        case .operationFailed: "OperationFailed"
        case .packageUnavailable: "PackageUnavailable"
        case .nameNotFound: "NameNotFound"
        case .nameConflict: "NameConflict"
        case .brickInUse: "BrickInUse"
        case .createSettling: "CreateSettling"
        case .notMounted: "NotMounted"
        case .foreignPool: "ForeignPool"
        case .peerStateSettling: "PeerStateSettling"
        case .peerDisconnected: "PeerDisconnected"
        case .peerRejected: "PeerRejected"
        case .foreignOwner: "ForeignOwner"
        case .layout: "LayoutDiffers"
        case .quorum: "QuorumMissing"
        case .clientQuorum: "BricksMissing"
        case .brickDown: "BrickDown"
        case .onlyCopy: "OnlyCopy"
        case .healing: "HealPending"
        case .healSettling: "HealSettling"
        case .unobservedBricks: "BricksUnobserved"
        case .disruptionBudget: "DisruptionBudget"
        case .maintenance: "HostInMaintenance"
        case .losesData: "OptionLosesData"
        case .paused: "Paused"
        case .onlyWarned: "OnlyWarned"
        case .consent: "ConsentNeeded"
        case .consentUsed: "ConsentUsed"
        case .unsupported: "Unsupported"
        case .notYetManaged: "NotYetManaged"
        case .fenceBusy: "FenceBusy"
        case .rejectedByAudit: "RejectedByAudit"
        case .noEffect: "NoEffect"
        case .fighting: "Fighting"
        case .otherTransaction: "OtherTransaction"
        case .backOff: "BackOff"
        }
    }

    /// Where it goes on; nil of every other reason.
    package var operationHost: HostName? {
        switch self {
        case .operation(let host, _, _, _, _), .packagesLocked(let host, _): host
        default: nil
        }
    }

    /// What goes on said last; nil of every other reason.
    package var progress: String? {
        switch self {
        case .operation(_, _, _, _, let words), .packagesLocked(_, let words): words
        default: nil
        }
    }

    /// What would end the wait.
    package var resolution: Resolution {
        switch self {
        case .step, .peerStateSettling, .fenceBusy, .backOff, .healing, .healSettling, .otherTransaction,
            .createSettling, .operation, .packagesLocked:
            .automatic
        case .fact, .hostUnreachable, .peerDisconnected, .quorum, .clientQuorum, .brickDown, .unobservedBricks,
            .disruptionBudget:
            .hostRecovery
        case .signature, .blankReplacement, .noDevice, .mountConflict, .notInstalled, .nameNotFound, .nameConflict,
            .brickInUse, .notMounted, .foreignPool, .peerRejected, .foreignOwner, .layout, .losesData, .consent,
            .unsupported, .notYetManaged, .rejectedByAudit, .noEffect, .maintenance, .onlyCopy, .paused, .onlyWarned,
            .operationFailed, .packageUnavailable, .fighting, .consentUsed:
            .operatorAction
        }
    }

    /// What ends a wait.
    package enum Resolution: Sendable, Hashable {
        /// It ends by itself.
        case automatic
        /// It ends when a host answers again.
        case hostRecovery
        /// Somebody has to do something.
        case operatorAction
    }
}

extension HostOperation.Progress: CustomStringConvertible {
    /// `12 of 51 packages, about 40 s left`.
    package var description: String {
        "\(done) of \(total) package\(total == 1 ? "" : "s")"
            + (left.map { ", about \($0.tensOfSeconds) s left" } ?? "")
    }
}

extension Duration {
    /// Whole seconds, below ten as they are and then in tens, so that a line which is shown again and again seldom changes.
    fileprivate var tensOfSeconds: Int64 { components.seconds < 10 ? components.seconds : components.seconds / 10 * 10 }
}
