public import ClusterModel
public import World

/// What is wanted to be known of one host, beyond what is always asked.
public struct HostOSQuestions: Sendable, Hashable {
    /// Package names.
    public var packages: [String]
    /// Unit names without suffix.
    public var services: [String]
    /// Device paths.
    public var devices: [String]
    /// Paths of bricks.
    public var bricks: [String]
    /// Names of hosts; with any of them /etc/hosts is read.
    public var names: [String]
    /// Whether to read glusterd's own settings.
    public var glusterdFile: Bool
    /// Packages that are missing.
    public var candidates: [String]
    /// Whether to ask about the unit that installs packages.
    public var packageWork: Bool
    /// Those of the bricks of which is asked whether they are what a failed create left.
    public var leftovers: [String]

    /// Questions.
    public init(
        packages: [String] = [], services: [String] = [], devices: [String] = [], bricks: [String] = [],
        leftovers: [String] = [], names: [String] = [], candidates: [String] = [], packageWork: Bool = false,
        glusterdFile: Bool = false
    ) {
        self.glusterdFile = glusterdFile
        self.leftovers = leftovers
        self.packages = packages
        self.services = services
        self.devices = devices
        self.bricks = bricks
        self.names = names
        self.candidates = candidates
        self.packageWork = packageWork
    }
}

/// Everything about a host but what other technologies say of it.
public struct HostOSFacts: Sendable, Hashable {
    /// As in `ObservedHost`.
    public let term: Reading<Term>
    /// As in `ObservedHost`.
    public let packages: [String: Reading<InstalledPackage>]
    /// As in `ObservedHost`.
    public let services: [String: Reading<ServiceState>]
    /// As in `ObservedHost`.
    public let devices: [String: Reading<BlockDevice>]
    /// As in `ObservedHost`.
    public let mounts: Reading<[Mount]>
    /// As in `ObservedHost`.
    public let fstab: Reading<Fstab>
    /// As in `ObservedHost`.
    public let bricks: [String: Reading<BrickDirectory>]
    /// As in `ObservedHost`.
    public let healBacklog: [String: Reading<Int>]
    /// As in `ObservedHost`.
    public let addresses: [String: Reading<[String]>]
    /// As in `ObservedHost`.
    public let hostsFile: Reading<HostsFile>
    /// As in `ObservedHost`.
    public let candidates: [String: Reading<String>]
    /// As in `ObservedHost`.
    public let glusterdFile: Reading<GlusterdFile>
    /// As in `ObservedHost`.
    public let packageWork: Reading<HostOperation>

    /// The whole observation of the host, together with what its gluster tells.
    public func observed(
        gluster: Reading<GlusterView>, storedVolumes: Reading<[String]>,
        optionGroups: [OptionGroupName: Reading<OptionGroupFile>] = [:]
    ) -> ObservedHost {
        var host = ObservedHost(
            term: term, packages: packages, services: services, devices: devices, mounts: mounts, fstab: fstab,
            bricks: bricks, healBacklog: healBacklog, gluster: gluster,
            storedVolumes: storedVolumes, optionGroups: optionGroups)
        host.addresses = addresses
        host.hostsFile = hostsFile
        host.candidates = candidates
        host.packageWork = packageWork
        host.glusterdFile = glusterdFile
        return host
    }
}

/// Asks a host's operating system. It only says what to ask and what the answers mean; whoever holds the transport puts
/// these queries together with those of other probes into one round trip.
public enum HostOSProbe {
    /// What to ask. The number of commands grows with the devices, never with packages, services or bricks.
    public static func queries(_ questions: HostOSQuestions) -> [Query] { questions.asked.map(\.query) }

    /// What the outcomes of exactly these queries, in their order, say. A query without an outcome is unknown.
    public static func facts(
        from outcomes: [Outcome], to questions: HostOSQuestions, host: HostName
    ) -> HostOSFacts {
        var answers: [HostOSQuestions.Asked: Answer] = [:]
        for (index, asked) in questions.asked.enumerated() {
            let outcome = index < outcomes.count ? outcomes[index] : .notDelivered(.short("no outcome was handed on"))
            answers[asked] = Answer(to: asked.query, from: host, outcome)
        }
        return facts(questions) { answers[$0] ?? Answer(to: $0.query, from: host, .notDelivered(.short("not asked"))) }
    }

    /// The bricks that may be leftovers; one of which that could not be found out is not known at all.
    private static func leftovers(
        _ questions: HostOSQuestions, _ answer: (HostOSQuestions.Asked) -> Answer
    ) -> [String: Reading<BrickDirectory>] {
        let found = HostOSReplies.bricks(
            questions.bricks, directories: answer(.directories(questions.bricks)),
            marks: answer(.marks(questions.bricks)))
        let judged = questions.leftovers.compactMap { path -> (String, Reading<BrickDirectory>)? in
            guard case .known(var directory)? = found[path], !directory.isEmpty else { return nil }
            switch HostOSReplies.leftover(path, answer(.leftover(path))) {
            case .known(let leftover): directory.leftover = leftover
            case .absent: directory.leftover = .no
            case .unknown(let why): return (path, .unknown(why))
            }
            return (path, .known(directory))
        }
        return Dictionary(judged) { first, _ in first }
    }

    private static func facts(
        _ questions: HostOSQuestions, _ answer: (HostOSQuestions.Asked) -> Answer
    ) -> HostOSFacts {
        let devices = questions.devices.map { path in
            let reading = HostOSReplies.device(
                path, kernel: answer(.device(path)), signature: answer(.signature(path)), start: answer(.start(path)))
            return (path, reading)
        }
        let bricks = questions.bricks
        return HostOSFacts(
            term: HostOSReplies.term(answer(.term)),
            packages: HostOSReplies.packages(answer(.packages(questions.packages)), of: questions.packages),
            services: HostOSReplies.services(answer(.services(questions.services)), of: questions.services),
            devices: Dictionary(devices) { first, _ in first },
            mounts: HostOSReplies.mounts(answer(.mounts)),
            fstab: HostOSReplies.fstab(digest: answer(.fstabDigest), text: answer(.fstab)),
            bricks: HostOSReplies.bricks(
                bricks, directories: answer(.directories(bricks)), marks: answer(.marks(bricks))
            ).merging(leftovers(questions, answer)) { $1 },
            healBacklog: HostOSReplies.healBacklog(answer(.indices(bricks)), of: bricks),
            addresses: Dictionary(
                questions.names.map { ($0, HostOSReplies.addresses(answer(.address($0)))) }
            ) { first, _ in first },
            hostsFile: questions.names.isEmpty
                ? .unknown(.notAsked) : HostOSReplies.hostsFile(digest: answer(.hostsDigest), text: answer(.hosts)),
            candidates: HostOSReplies.candidates(answer(.candidates(questions.candidates)), of: questions.candidates),
            glusterdFile: questions.glusterdFile
                ? HostOSReplies.glusterdFile(
                    digest: answer(.daemonFileDigest), text: answer(.daemonFile), age: answer(.daemonFileAge))
                : .unknown(.notAsked),
            packageWork: questions.packageWork
                ? HostOSReplies.packageWork(
                    answer(.packageWork), words: answer(.packageWords), uptime: answer(.uptime))
                : .unknown(.notAsked))
    }

    /// What to ask a machine that is no host about names.
    public static func queries(names: [String]) -> [Query] { names.map(HostOSCommands.addresses) }

    /// What it says of them.
    public static func addresses(_ outcomes: [Outcome], of names: [String]) -> [String: Reading<[String]>] {
        let readings = zip(names, outcomes).map { name, outcome in
            let answer = Answer(to: HostOSCommands.addresses(of: name), from: "", outcome)
            return (name, HostOSReplies.addresses(answer))
        }
        return Dictionary(readings) { first, _ in first }
    }
}

extension HostOSQuestions {
    /// One query with its place in the batch.
    enum Asked: Hashable {
        case term, mounts, fstabDigest, fstab
        case packages([String]), services([String])
        case device(String), signature(String), start(String)
        case directories([String]), marks([String]), indices([String])
        case address(String), hostsDigest, hosts
        case daemonFileDigest, daemonFile, daemonFileAge
        case candidates([String]), packageWork, packageWords, uptime
        case leftover(String)

        var query: Query {
            switch self {
            case .term: HostOSCommands.term
            case .mounts: HostOSCommands.mounts
            case .fstabDigest: HostOSCommands.fstabDigest
            case .fstab: HostOSCommands.fstab
            case .packages(let names): HostOSCommands.packages(names)
            case .services(let units): HostOSCommands.services(units)
            case .device(let path): HostOSCommands.device(path)
            case .signature(let path): HostOSCommands.signature(path)
            case .start(let path): HostOSCommands.readStart(path)
            case .directories(let paths): HostOSCommands.brickDirectories(paths)
            case .marks(let paths): HostOSCommands.brickMarks(paths)
            case .indices(let paths): HostOSCommands.healIndices(paths)
            case .address(let name): HostOSCommands.addresses(of: name)
            case .hostsDigest: HostOSCommands.hostsDigest
            case .hosts: HostOSCommands.hosts
            case .daemonFileDigest: HostOSCommands.glusterdFileDigest
            case .daemonFile: HostOSCommands.glusterdFile
            case .daemonFileAge: HostOSCommands.glusterdFileAge
            case .candidates(let names): HostOSCommands.candidates(names)
            case .packageWork: HostOSCommands.packageWork
            case .packageWords: HostOSCommands.packageWords
            case .uptime: HostOSCommands.uptime
            case .leftover(let path): HostOSCommands.leftover(path)
            }
        }
    }

    /// The queries in their order. The digest of fstab comes before its text; where nothing is asked about a sort of
    /// thing there is no command, because without names most tools answer about everything they know.
    var asked: [Asked] {
        var asked: [Asked] = [.term]
        // Packages after the unit that installs them: if that has ended, they are there.
        if !services.isEmpty { asked.append(.services(services)) }
        if packageWork { asked += [.packageWork, .packageWords, .uptime] }
        if !packages.isEmpty { asked.append(.packages(packages)) }
        for device in devices { asked += [.device(device), .signature(device), .start(device)] }
        asked += [.mounts, .fstabDigest, .fstab]
        if !bricks.isEmpty { asked += [.directories(bricks), .marks(bricks), .indices(bricks)] }
        if glusterdFile { asked += [.daemonFileDigest, .daemonFile, .daemonFileAge] }
        if !candidates.isEmpty { asked.append(.candidates(candidates)) }
        if !names.isEmpty { asked += [.hostsDigest, .hosts] + names.map(Asked.address) }
        return asked + leftovers.map { .leftover($0) }
    }
}
