package import ClusterModel
package import World

/// What is wanted to be known of one host, beyond what is always asked.
package struct HostOSQuestions: Sendable, Hashable {
    /// Package names.
    package var packages: [String]
    /// Unit names without suffix.
    package var services: [String]
    /// Device paths.
    package var devices: [String]
    /// Paths of bricks.
    package var bricks: [String]
    /// Names of hosts; with any of them /etc/hosts is read.
    package var names: [String]
    /// Whether to read glusterd's own settings.
    package var glusterdFile: Bool
    /// Packages that are missing.
    package var candidates: [String]
    /// Whether to ask about the unit that installs packages.
    package var packageWork: Bool
    /// Those of the bricks of which is asked whether they are what a failed create left.
    package var leftovers: [String]

    /// Questions.
    package init(
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
package struct HostOSFacts: Sendable, Hashable {
    /// As in `ObservedHost`.
    package let term: Reading<Term>
    /// As in `ObservedHost`.
    package let packages: [String: Reading<InstalledPackage>]
    /// As in `ObservedHost`.
    package let services: [String: Reading<ServiceState>]
    /// As in `ObservedHost`.
    package let devices: [String: Reading<BlockDevice>]
    /// As in `ObservedHost`.
    package let mounts: Reading<[Mount]>
    /// As in `ObservedHost`.
    package let fstab: Reading<Fstab>
    /// As in `ObservedHost`.
    package let bricks: [String: Reading<BrickDirectory>]
    /// As in `ObservedHost`.
    package let healBacklog: [String: Reading<Int>]
    /// As in `ObservedHost`.
    package let addresses: [String: Reading<[String]>]
    /// As in `ObservedHost`.
    package let hostsFile: Reading<HostsFile>
    /// As in `ObservedHost`.
    package let candidates: [String: Reading<String>]
    /// As in `ObservedHost`.
    package let glusterdFile: Reading<GlusterdFile>
    /// As in `ObservedHost`.
    package let packageWork: Reading<HostOperation>

    /// The whole observation of the host, together with what its gluster tells.
    package func observed(
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
package enum HostOSProbe {
    /// What to ask. The number of commands grows with the devices, never with packages, services or bricks.
    package static func queries(_ questions: HostOSQuestions) -> [Query] { questions.asked.map(\.query) }

    /// What the outcomes of exactly these queries, in their order, say. A query without an outcome is unknown.
    package static func facts(
        from outcomes: [Outcome], to questions: HostOSQuestions, host: HostName
    ) -> HostOSFacts {
        var answers: [HostOSQuestions.Asked: QueryResult] = [:]
        for (index, asked) in questions.asked.enumerated() {
            let outcome = index < outcomes.count ? outcomes[index] : .notRun(.stagingFailed("no outcome was handed on"))
            answers[asked] = QueryResult(to: asked.query, from: host, outcome)
        }
        return facts(questions) {
            answers[$0] ?? QueryResult(to: $0.query, from: host, .notRun(.stagingFailed("not asked")))
        }
    }

    /// The bricks that may be leftovers; one of which that could not be found out is not known at all.
    private static func leftovers(
        _ questions: HostOSQuestions, _ answer: (HostOSQuestions.Asked) -> QueryResult
    ) -> [String: Reading<BrickDirectory>] {
        let found = HostOSParser.bricks(
            questions.bricks, directories: answer(.directories(questions.bricks)),
            marks: answer(.marks(questions.bricks)))
        let judged = questions.leftovers.compactMap { path -> (String, Reading<BrickDirectory>)? in
            guard case .known(var directory)? = found[path], !directory.isEmpty else { return nil }
            switch HostOSParser.leftover(path, answer(.leftover(path))) {
            case .known(let leftover): directory.leftover = leftover
            case .absent: directory.leftover = .no
            case .unknown(let why): return (path, .unknown(why))
            }
            return (path, .known(directory))
        }
        return Dictionary(judged) { first, _ in first }
    }

    private static func facts(
        _ questions: HostOSQuestions, _ answer: (HostOSQuestions.Asked) -> QueryResult
    ) -> HostOSFacts {
        let devices = questions.devices.map { path in
            let reading = HostOSParser.device(
                path, kernel: answer(.device(path)), signature: answer(.signature(path)), start: answer(.start(path)))
            return (path, reading)
        }
        let bricks = questions.bricks
        return HostOSFacts(
            term: HostOSParser.term(answer(.term)),
            packages: HostOSParser.packages(answer(.packages(questions.packages)), of: questions.packages),
            services: HostOSParser.services(answer(.services(questions.services)), of: questions.services),
            devices: Dictionary(devices) { first, _ in first },
            mounts: HostOSParser.mounts(answer(.mounts)),
            fstab: HostOSParser.fstab(digest: answer(.fstabDigest), text: answer(.fstab)),
            bricks: HostOSParser.bricks(
                bricks, directories: answer(.directories(bricks)), marks: answer(.marks(bricks))
            ).merging(leftovers(questions, answer)) { $1 },
            healBacklog: HostOSParser.healBacklog(answer(.indices(bricks)), of: bricks),
            addresses: Dictionary(
                questions.names.map { ($0, HostOSParser.addresses(answer(.address($0)))) }
            ) { first, _ in first },
            hostsFile: questions.names.isEmpty
                ? .unknown(.notAsked) : HostOSParser.hostsFile(digest: answer(.hostsDigest), text: answer(.hosts)),
            candidates: HostOSParser.candidates(answer(.candidates(questions.candidates)), of: questions.candidates),
            glusterdFile: questions.glusterdFile
                ? HostOSParser.glusterdFile(
                    digest: answer(.daemonFileDigest), text: answer(.daemonFile), age: answer(.daemonFileAge))
                : .unknown(.notAsked),
            packageWork: questions.packageWork
                ? HostOSParser.packageWork(
                    answer(.packageWork), words: answer(.packageWords), uptime: answer(.uptime))
                : .unknown(.notAsked))
    }

    /// What to ask a machine that is no host about names.
    package static func queries(names: [String]) -> [Query] { names.map(HostOSCommands.addresses) }

    /// What it says of them.
    package static func addresses(_ outcomes: [Outcome], of names: [String]) -> [String: Reading<[String]>] {
        let readings = zip(names, outcomes).map { name, outcome in
            let answer = QueryResult(to: HostOSCommands.addresses(of: name), from: "", outcome)
            return (name, HostOSParser.addresses(answer))
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
