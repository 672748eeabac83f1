internal import ClusterModel

/// The closed sets of words in documents for programs, and which members go with a word. `OutputVocabularyTests` compares
/// them with the code: a new case fails there until it has its word here.
enum OutputVocabulary {
    /// A word, and in the notation of `SchemaNotation` the members that go with it.
    struct Entry: Hashable {
        let word: String
        let members: String
    }

    /// One entry a line.
    private static func entries(_ text: String) -> [Entry] {
        text.split(separator: "\n").map { line in
            let parts = line.split(separator: " ", maxSplits: 1).map(String.init)
            return Entry(word: parts[0], members: parts.count > 1 ? parts[1] : "")
        }
    }

    private static func words(_ text: String) -> [String] {
        text.split(whereSeparator: \.isWhitespace).map(String.init)
    }

    /// Reasons of holds with their facts.
    static let holds = entries(
        hostHolds + storageHolds + glusterHolds + ctdbHolds + nfsHolds + hostedEngineHolds
            + planHolds)

    private static let hostHolds = """
        NotInstalled host what
        OperationRunning host what words elapsedSeconds#? packagesDone#? packagesTotal#? secondsLeft#?
        PackagesLocked host words
        OperationFailed host what words
        PackageUnavailable host packages[]
        NameNotFound host name remedy@nameRemedy address~ addresses[]~ field~ of~
        NameConflict host name found expected
        HostUnreachable host
        FileIsMount host path
        FileIsLink host path target

        """

    private static let storageHolds = """
        DeviceNotBlank host device found
        BlankReplacement host device expects
        NoDevice host device
        MountConflict host mountPoint found
        NotMounted host path mountPoint
        PathCovered host path device found
        PathIsLink host path link real
        FilesystemReadOnly host mountPoint
        NeedsFreshMount host mountPoint options[]

        """

    private static let glusterHolds = """
        BrickInUse host path found
        CreateSettling host path
        ForeignPool host peers[]
        PeerStateSettling host state
        PeerDisconnected host
        PeerRejected host state
        ForeignOwner owner cluster volumes[]
        PeerOfItself host uuid
        LayoutDiffers volume desired observed
        QuorumMissing volume up# needed#
        BricksMissing volume up# needed#
        BrickDown volume host path
        OnlyCopy volume host path
        HealPending volume entries# allowed#
        HealSettling volume samples# needed#
        BricksUnobserved volume host since@time
        OptionLosesData volume option
        OtherTransaction host since@time until@time
        SharedUUID hosts[] uuid
        HostReinstalled host known own
        HandshakeStuck host state since@time
        StoreDiffers host volumes[]
        OptionNeeds volume option host found
        StoreDamaged host words files[]

        """

    private static let ctdbHolds = """
        NodeBanned host
        NodeStopped host
        NodeDisabled host
        NodeSettling host state
        NodeUnhealthy host script? output
        LastHealthyNode host
        OtherNodeAway host other
        NodeListsDiffer lists[]
        ForeignNode address
        NodeAddressUnknown host name
        OtherLock host found expected
        FilesBeneathMount host path entries[]
        AddressNotServed address hosts[]
        AddressServedTwice address hosts[]
        AddressHolderSilent address host
        NoEventScript host name

        """

    private static let nfsHolds = """
        VolumeNotServing volume
        InGrace host
        NFSServerStarting host
        NFSServerHangs host samples needed
        ForeignConfiguration host
        ForeignExport host exportId path
        ExportNumberTaken host exportId path
        OnlyNFSServer host notReady
        GlusterNFS volume

        """

    private static let hostedEngineHolds = """
        PreflightFailed host check
        DeployFailed host stage words leftovers[]
        EngineStorageInUse host path domains[]
        EngineNotGood state
        SeveralEngines hosts[]
        MaintenanceSpreads
        NoAgent
        DeployedOtherwise host field found expected
        AddedByEngine host
        OtherHostFirst host other
        HoldsEngine volume
        OnlyEngineHost host
        AddressesFirst host

        """

    private static let planHolds = """
        FactUnknown what why@unknownReason message
        DependsOnStep step
        SyncWindow until@time?
        DisruptionBudget away[] allowed#
        HostInMaintenance host
        Paused resource@resource
        WarnMode resource@resource
        DependsOnObserved resource@resource
        ConsentNeeded \(consent)
        ConsentUsed \(consent) consent usedAt@time
        Unsupported change@unsupportedChange volume~ host~ paths~ unit~
        NotYetManaged kind@kind field
        RejectedByAudit words
        FenceBusy host
        NoEffect attempts# last@stepResult words
        Fighting resource@resource field host? desired? observed? times# since@time longestSeconds# trace until@time
        BackOff until@time
        """

    /// What a consent is about: an option, a unit or an export.
    private static let consent =
        "volume?~ option~ observed?~ desired~ default?~ host~ unit~ export~ owner~ cluster~ volumes[]~"

    static let unknownReasons = words(
        """
        HostUnreachable CommandRefused ServiceInactive TimeLimitPassed OutputTooLong Unreadable NotAsked NotReported
        """)

    /// Reasons of conditions that no hold has.
    static let conditionReasons = words("AsDeclared NotAsDeclared StepsReady")

    /// Reasons of causes; a cause that is a hold or an unknown fact has the reason of that.
    static let causeReasons = words(
        """
        AsDeclared Part FieldsDiffer HostUnreachable ServiceDown NotInstalled NameNotFound HostInMaintenance NoDevice
        BlankReplacement DeviceBlank DeviceNotBlank DeviceUnreadable NotMounted MountConflict VolumeMissing VolumeStopped
        BricksDown BrickDown BricksUnobserved BrickProcessEnded BrickMissing BrickMarkWrong QuorumMissing PeerDisconnected
        NotInPool HealPending
        """)

    static let unmanagedReasons = words("NotDeclared OtherOwner DroppedFromManifests NoOwnershipTag")

    static let verdicts = words("Converged Different Stalled TimedOut Interrupted Declined Refused NotLeader")

    static let stepResults = words("done refused failed notRun fenceHeld staleTerm indeterminate skipped")

    static let nameRemedies = words("fileNotRead addLine ambiguous unknownEverywhere")

    static let unsupportedChanges = words(
        "stopVolume sharedDevice noHostsFile glusterdFileWithoutSection serviceInPart")

    /// `technology.verb`.
    static let actions = words(
        """
        host.makeFilesystem host.replaceFile host.mount host.remount host.makeDirectory host.enableAndStart host.restart
        host.installPackages host.updatePackageLists host.configurePackages host.removeBrickMark
        host.releaseMountPoint
        gluster.probe gluster.createVolume gluster.setOptions gluster.resetOption gluster.setClusterOption
        gluster.startVolume gluster.startBricks
        hostedEngine.deploy hostedEngine.cleanUp hostedEngine.setMaintenance hostedEngine.setConfiguration
        ctdb.makeLockDirectory ctdb.mountLock ctdb.readUnits ctdb.start ctdb.stop ctdb.setTunable ctdb.reloadNodes
        ctdb.reloadAddresses ctdb.setScript
        nfs.addExport nfs.updateExport nfs.replaceExport nfs.removeExport nfs.restartServer nfs.restartStatd
        """)

    /// Events of apply and of the controller, with the members that a line has beside its time, level and message.
    static let events = entries(
        """
        Observed silent[] milliseconds#
        Planned
        AuditRejected
        TermTaken term# hosts[]
        StepStarted step resource@resource action@action host?
        StepFinished step resource@resource action@action host? result@stepResult milliseconds#
        Remembered
        Waiting reasons@holdReason[]
        Converged state@verdict steps#
        Different state@verdict steps#
        Stalled state@verdict steps#
        TimedOut state@verdict steps#
        Interrupted state@verdict steps#
        Declined state@verdict steps#
        Refused state@verdict steps#
        NotLeader state@verdict steps#
        Overruled host term#
        ObservingOnly reason@observingReason
        RevisionAccepted revision commit? resources#
        RevisionRejected problems[] inForce?
        Woken reason@wakeReason
        FollowersLost host
        StateNotKept
        Elected volume
        SourceFailed
        APIFailed
        Stopping
        """)

    static let observingReasons = words("OtherHostNamed Overruled ObserveOnly Paused NoElection OtherLeads")

    static let wakeReasons = words("LogLine FollowersStarted Revision Request API Poll")

    static let syncs = words("Synced OutOfSync Unknown")
    static let healths = words("Healthy Degraded Failed Unknown")
    static let actuations = words("Pending Succeeded Skipped Failed")
    static let conditionTypes = words("Ready Reconciling Stalled Held")
    static let diskStates = words("mounted notMounted otherMounted blank noDevice otherSignature unknown")
    static let volumeStates = words("started stopped created absent")
    static let waitVerdicts = words("Met Failed TimedOut Interrupted")
    static let labStates = words("on starting partitioned off")
}
