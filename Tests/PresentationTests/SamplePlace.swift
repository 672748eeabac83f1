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
        case .dependsOnObserved: 35
        case .consent: 36
        case .consentUsed: 37
        case .unsupported: 38
        case .notYetManaged: 39
        case .fenceBusy: 40
        case .rejectedByAudit: 41
        case .noEffect: 42
        case .fighting: 43
        case .otherTransaction: 44
        case .backOff: 45
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
        case .fileHolds: 1
        case .mounted: 2
        case .directory: 3
        case .brickUnmarked: 4
        case .serviceRuns: 5
        case .daemonServes: 6
        case .packagesInstalled: 7
        case .packagesAvailable: 8
        case .peerConnected: 9
        case .volumeExists: 10
        case .options: 11
        case .optionReset: 12
        case .clusterOption: 13
        case .volumeStarted: 14
        case .bricksRun: 15
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
        "WaitingOn": 45,
        "UnknownReason": 7,
        "Precondition": 7,
        "Postcondition": 15,
        "HostAction": 9,
        "GlusterAction": 6,
        "StepResult": 7,
        "Verdict": 7,
    ]
}
