extension WaitingOn {
    /// A word for JSON and for the list of reasons (docs/reasons.md).
    package var reason: String {
        switch self {
        case .fact: "FactUnknown"
        case .step: "DependsOnStep"
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
        case .onlyWarned: "WarnMode"
        case .dependsOnObserved: "DependsOnObserved"
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
        case .nfs(let hold): hold.reason
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
            .dependsOnObserved,
            .operationFailed, .packageUnavailable, .fighting, .consentUsed:
            .operatorAction
        case .nfs(let hold): hold.resolution
        }
    }

    /// What ends a wait.
    package enum Resolution: Sendable, Hashable {
        /// It ends by itself.
        case automatic
        /// It ends when a host answers again.
        case hostRecovery
        /// An operator has to act.
        case operatorAction
    }
}
