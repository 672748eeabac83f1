import ClusterModel

/// The place of each case in its closed set: a new case does not compile before it has a place here, and the list of
/// samples must have one value for each place.
enum SamplePlace {
    static func of(_ value: WaitingOn) -> Int {
        switch value {
        case .fact: 0
        case .step: 1
        case .hostUnreachable: 2
        case .signature: 3
        case .blankReplacement: 4
        case .noDevice: 5
        case .mountConflict: 6
        case .notInstalled: 7
        case .operation: 8
        case .packagesLocked: 9
        case .operationFailed: 10
        case .packageUnavailable: 11
        case .nameNotFound: 12
        case .nameConflict: 13
        case .brickInUse: 14
        case .createSettling: 15
        case .notMounted: 16
        case .foreignPool: 17
        case .peerStateSettling: 18
        case .peerDisconnected: 19
        case .peerRejected: 20
        case .foreignOwner: 21
        case .layout: 22
        case .quorum: 23
        case .clientQuorum: 24
        case .brickDown: 25
        case .onlyCopy: 26
        case .healing: 27
        case .healSettling: 28
        case .unobservedBricks: 29
        case .disruptionBudget: 30
        case .maintenance: 31
        case .losesData: 32
        case .paused: 33
        case .onlyWarned: 34
        case .consent: 35
        case .consentUsed: 36
        case .unsupported: 37
        case .notYetManaged: 38
        case .fenceBusy: 39
        case .staleTerm: 40
        case .noEffect: 41
        case .fighting: 42
        case .otherTransaction: 43
        case .backOff: 44
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
        case .stale: 7
        }
    }

    static func of(_ value: Precondition) -> Int {
        switch value {
        case .deviceBlank: 0
        case .mounted: 1
        case .notMounted: 2
        case .filesystem: 3
        case .brickUnused: 4
        case .brickLeftover: 5
        case .brickMarked: 6
        case .peerAway: 7
        }
    }

    static func of(_ value: Postcondition) -> Int {
        switch value {
        case .filesystemOn: 0
        case .fstabLine: 1
        case .namesFound: 2
        case .mounted: 3
        case .directory: 4
        case .brickUnmarked: 5
        case .serviceRuns: 6
        case .daemonOptions: 7
        case .daemonServes: 8
        case .packagesInstalled: 9
        case .packagesAvailable: 10
        case .peerConnected: 11
        case .volumeExists: 12
        case .options: 13
        case .optionReset: 14
        case .clusterOption: 15
        case .optionGroup: 16
        case .volumeStarted: 17
        case .bricksRun: 18
        }
    }

    static func of(_ value: HostAction) -> Int {
        switch value {
        case .makeFilesystem: 0
        case .writeFstab: 1
        case .writeHosts: 2
        case .mount: 3
        case .makeDirectory: 4
        case .enableAndStart: 5
        case .writeGlusterdFile: 6
        case .restart: 7
        case .installPackages: 8
        case .updatePackageLists: 9
        case .configurePackages: 10
        case .removeBrickMark: 11
        }
    }

    static func of(_ value: GlusterAction) -> Int {
        switch value {
        case .probe: 0
        case .createVolume: 1
        case .setOptions: 2
        case .resetOption: 3
        case .setClusterOption: 4
        case .writeOptionGroup: 5
        case .startVolume: 6
        case .startBricks: 7
        }
    }

    static func of(_ value: StepResult) -> Int {
        switch value {
        case .done: 0
        case .refused: 1
        case .failed: 2
        case .notRun: 3
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
        "WaitingOn": 44,
        "UnknownReason": 7,
        "Precondition": 7,
        "Postcondition": 18,
        "HostAction": 11,
        "GlusterAction": 7,
        "StepResult": 6,
        "Verdict": 7,
    ]
}
