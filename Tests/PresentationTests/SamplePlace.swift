import ClusterModel

/// The place of each case in its closed set: a new case does not compile before it has a place here, and the list of
/// samples must have one value for each place.
enum SamplePlace {
    static func of(_ value: WaitingOn) -> Int {
        switch value {
        case .fact: 0
        case .step: 1
        case .disruptionBudget: 2
        case .maintenance: 3
        case .paused: 4
        case .onlyWarned: 5
        case .dependsOnObserved: 6
        case .consent: 7
        case .consentUsed: 8
        case .unsupported: 9
        case .notYetManaged: 10
        case .fenceBusy: 11
        case .rejectedByAudit: 12
        case .noEffect: 13
        case .fighting: 14
        case .backOff: 15
        case .window: 16
        case .host(let inner): 17 + of(inner)
        case .storage(let inner): 27 + of(inner)
        case .gluster(let inner): 36 + of(inner)
        case .nfs(let inner): 59 + of(inner)
        case .ctdb(let inner): 68 + of(inner)
        case .hostedEngine(let inner): 83 + of(inner)
        }
    }

    static func of(_ value: CTDBHold) -> Int {
        switch value {
        case .banned: 0
        case .stoppedByHand: 1
        case .disabledByHand: 2
        case .settling: 3
        case .unhealthy: 4
        case .lastHealthy: 5
        case .otherAway: 6
        case .nodeLists: 7
        case .foreignNode: 8
        case .nodeAddress: 9
        case .otherLock: 10
        case .beneathMount: 11
        case .holders: 12
        case .silentHolder: 13
        case .noScript: 14
        }
    }

    static func of(_ value: HostOSHold) -> Int {
        switch value {
        case .notInstalled: 0
        case .operation: 1
        case .packagesLocked: 2
        case .operationFailed: 3
        case .packageUnavailable: 4
        case .nameNotFound: 5
        case .nameConflict: 6
        case .hostUnreachable: 7
        case .mountedFile: 8
        case .linkedFile: 9
        }
    }

    static func of(_ value: StorageHold) -> Int {
        switch value {
        case .signature: 0
        case .blankReplacement: 1
        case .noDevice: 2
        case .mountConflict: 3
        case .notMounted: 4
        case .covered: 5
        case .linkedPath: 6
        case .readOnly: 7
        case .freshMount: 8
        }
    }

    static func of(_ value: GlusterHold) -> Int {
        switch value {
        case .brickInUse: 0
        case .createSettling: 1
        case .foreignPool: 2
        case .peerStateSettling: 3
        case .peerDisconnected: 4
        case .peerRejected: 5
        case .layout: 6
        case .quorum: 7
        case .clientQuorum: 8
        case .brickDown: 9
        case .onlyCopy: 10
        case .healing: 11
        case .healSettling: 12
        case .unobservedBricks: 13
        case .losesData: 14
        case .otherTransaction: 15
        case .sharedUUID: 16
        case .reinstalled: 17
        case .peerOfItself: 18
        case .handshakeStuck: 19
        case .storeDiffers: 20
        case .optionNeeds: 21
        case .damagedStore: 22
        }
    }

    static func of(_ value: NFSHold) -> Int {
        switch value {
        case .volumeNotServing: 0
        case .inGrace: 1
        case .starting: 2
        case .hangs: 3
        case .foreignConfiguration: 4
        case .foreignExport: 5
        case .numberTaken: 6
        case .onlyServer: 7
        case .glusterServer: 8
        }
    }

    static func of(_ value: UnknownReason) -> Int {
        switch value {
        case .hostUnreachable: 0
        case .refused: 1
        case .inactive: 2
        case .timeLimitPassed: 3
        case .outputTooLong: 4
        case .unreadable: 5
        case .notAsked: 6
        case .notReported: 7
        }
    }

    static func of(_ value: Precondition) -> Int {
        switch value {
        case .storage(let inner): of(inner)
        case .gluster(let inner): 5 + of(inner)
        case .ctdb(let inner): 9 + of(inner)
        }
    }

    static func of(_ value: CTDBPrecondition) -> Int {
        switch value {
        case .lockMounted: 0
        case .nodeHealthy: 1
        }
    }

    static func of(_ value: StoragePrecondition) -> Int {
        switch value {
        case .deviceBlank: 0
        case .mounted: 1
        case .notMounted: 2
        case .filesystem: 3
        case .liesOn: 4
        }
    }

    static func of(_ value: GlusterPrecondition) -> Int {
        switch value {
        case .brickUnused: 0
        case .brickLeftover: 1
        case .brickMarked: 2
        case .peerAway: 3
        }
    }

    static func of(_ value: Postcondition) -> Int {
        switch value {
        case .host(let inner): of(inner)
        case .storage(let inner): 5 + of(inner)
        case .gluster(let inner): 9 + of(inner)
        case .nfs(let inner): 18 + of(inner)
        case .ctdb(let inner): 22 + of(inner)
        case .hostedEngine(let inner): 31 + of(inner)
        }
    }

    static func of(_ value: CTDBPostcondition) -> Int {
        switch value {
        case .lockDirectory: 0
        case .lockMounted: 1
        case .unitsRead: 2
        case .runs: 3
        case .stopped: 4
        case .tunable: 5
        case .nodes: 6
        case .addresses: 7
        case .script: 8
        }
    }

    static func of(_ value: HostOSPostcondition) -> Int {
        switch value {
        case .fileHolds: 0
        case .directory: 1
        case .serviceRuns: 2
        case .packagesInstalled: 3
        case .packagesAvailable: 4
        }
    }

    static func of(_ value: StoragePostcondition) -> Int {
        switch value {
        case .filesystemOn: 0
        case .mounted: 1
        case .mountedWith: 2
        case .mountPointReleased: 3
        }
    }

    static func of(_ value: GlusterPostcondition) -> Int {
        switch value {
        case .brickUnmarked: 0
        case .daemonServes: 1
        case .peerConnected: 2
        case .volumeExists: 3
        case .options: 4
        case .optionReset: 5
        case .clusterOption: 6
        case .volumeStarted: 7
        case .bricksRun: 8
        }
    }

    static func of(_ value: NFSPostcondition) -> Int {
        switch value {
        case .serves: 0
        case .removed: 1
        case .answers: 2
        case .statdPort: 3
        }
    }

    static func of(_ value: NFSAction) -> Int {
        switch value {
        case .addExport: 0
        case .updateExport: 1
        case .replaceExport: 2
        case .removeExport: 3
        case .restartServer: 4
        case .restartStatd: 5
        }
    }

    static func of(_ value: HostAction) -> Int {
        switch value {
        case .makeFilesystem: 0
        case .replaceFile: 1
        case .mount: 2
        case .makeDirectory: 3
        case .enableAndStart: 4
        case .restart: 5
        case .installPackages: 6
        case .updatePackageLists: 7
        case .configurePackages: 8
        case .removeBrickMark: 9
        case .remount: 10
        case .releaseMountPoint: 11
        }
    }

    static func of(_ value: GlusterAction) -> Int {
        switch value {
        case .probe: 0
        case .createVolume: 1
        case .setOptions: 2
        case .resetOption: 3
        case .setClusterOption: 4
        case .startVolume: 5
        case .startBricks: 6
        }
    }

    static func of(_ value: CTDBAction) -> Int {
        switch value {
        case .makeLockDirectory: 0
        case .mountLock: 1
        case .readUnits: 2
        case .start: 3
        case .stop: 4
        case .setTunable: 5
        case .reloadNodes: 6
        case .reloadAddresses: 7
        case .setScript: 8
        }
    }

    static func of(_ value: StepResult) -> Int {
        switch value {
        case .done: 0
        case .refused: 1
        case .failed: 2
        case .notRun: 3
        case .fenceHeld: 7
        case .staleTerm: 4
        case .indeterminate: 5
        case .skipped: 6
        }
    }

    static func of(_ value: Verdict) -> Int {
        switch value {
        case .converged: 0
        case .different: 1
        case .stalled: 2
        case .timedOut: 3
        case .interrupted: 4
        case .declined: 5
        case .refused: 6
        case .notLeader: 7
        }
    }

    /// The place of the last case of a set.
    static func last(_ set: String) -> Int { lastPlaces[set] ?? 0 }

    private static let lastPlaces = [
        "WaitingOn": 95,
        "UnknownReason": 7,
        "Precondition": 10,
        "Postcondition": 35,
        "HostAction": 11,
        "GlusterAction": 6,
        "CTDBAction": 8,
        "HostedEngineAction": 3, "HostedEngineFinding": 16, "NFSAction": 5,
        "StepResult": 7,
        "Verdict": 7,
    ]
}

extension SamplePlace {
    static func of(_ value: HostedEngineHold) -> Int {
        switch value {
        case .preflight: 0
        case .deployFailed: 1
        case .storageInUse: 2
        case .notGood: 3
        case .severalEngines: 4
        case .maintenanceSpreads: 5
        case .noAgent: 6
        case .deployedOtherwise: 7
        case .addedByEngine: 8
        case .otherHostFirst: 9
        case .holdsEngine: 10
        case .onlyEngineHost: 11
        case .addressesFirst: 12
        }
    }

    static func of(_ value: HostedEngineFinding) -> Int {
        switch value {
        case .notInstalled: 0
        case .nameNotFound: 1
        case .otherAddress: 2
        case .reverseName: 3
        case .noHardwareAddress: 4
        case .memory: 5
        case .temporarySpace: 6
        case .noInterface: 7
        case .gatewaySilent: 8
        case .noAppliance: 9
        case .noVirtualization: 10
        case .clocks: 11
        case .volumeMissing: 12
        case .volumeStopped: 13
        case .volumeCopies: 14
        case .volumeBricks: 15
        case .volumeOwner: 16
        }
    }

    static func of(_ value: HostedEnginePostcondition) -> Int {
        switch value {
        case .runs: 0
        case .takesPart: 1
        case .cleaned: 2
        case .globalMaintenance: 3
        case .configured: 4
        }
    }

    static func of(_ value: HostedEngineAction) -> Int {
        switch value {
        case .deploy: 0
        case .cleanUp: 1
        case .setMaintenance: 2
        case .set: 3
        }
    }
}
