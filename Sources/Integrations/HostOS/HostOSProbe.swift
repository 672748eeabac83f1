package import ClusterModel
package import World

/// What is to be observed of one host, beyond what is always asked.
package struct HostOSQuestions: Sendable, Hashable {
    /// Package names.
    package var packages: [String]
    /// Unit names without suffix.
    package var services: [String]
    /// Device paths.
    package var devices: [String]
    /// Paths of bricks.
    package var bricks: [String]
    /// Names of hosts.
    package var names: [String]
    /// Managed files. A line of /etc/fstab forbids formatting, so that it is always read.
    package var files: [ManagedFile.ID]
    /// Packages that are missing.
    package var candidates: [String]
    /// Whether to ask about the unit that installs packages.
    package var packageWork: Bool
    /// Those of the bricks of which is asked whether they are what a failed create left.
    package var leftovers: [String]
    /// Paths of which is asked what they are and on which device they lie.
    package var paths: [String] = []
    /// Directories of which is asked whether gluster would know them for a brick, or as part of one.
    package var marked: [String] = []
    /// Sources of lines of fstab that are paths: which device they lead to.
    package var sources: [String] = []

    /// Questions.
    package init(
        packages: [String] = [], services: [String] = [], devices: [String] = [], bricks: [String] = [],
        leftovers: [String] = [], names: [String] = [], candidates: [String] = [], packageWork: Bool = false,
        files: [ManagedFile.ID] = [.fstab]
    ) {
        self.files = files
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

/// What the commands of a host's operating system report: its own facts, those of storage, and the bricks of gluster.
package struct HostOSReadings: Sendable, Hashable {
    package var term: Reading<Term>
    package var os: HostOSFacts
    package var storage: StorageFacts
    package var bricks: [String: Reading<BrickDirectory>]
    package var healBacklog: [String: Reading<Int>]
    package var marks: [String: Reading<PathMarks>]

    /// The whole observation of the host, together with the facts of its glusterd.
    package func observed(with gluster: GlusterFacts = GlusterFacts()) -> ObservedHost {
        var host = ObservedHost()
        host.term = term
        host.os = os
        host.storage = storage
        host.gluster = gluster
        host.gluster.bricks = bricks
        host.gluster.healBacklog = healBacklog
        host.gluster.marks = marks
        return host
    }
}

/// Observes a host's operating system. The number of commands grows with the devices, never with packages, services or
/// bricks.
package enum HostOSProbe {
    package static func probe(_ questions: HostOSQuestions, host: HostName) -> Probe<HostOSReadings> {
        let asked = questions.asked
        return Probe(asked.map(\.query)) { outcomes in
            var answers: [HostOSQuestions.Asked: QueryResult] = [:]
            for (asked, outcome) in zip(asked, outcomes) {
                answers[asked] = QueryResult(to: asked.query, from: host, outcome)
            }
            return facts(questions) {
                answers[$0] ?? QueryResult(to: $0.query, from: host, .notRun(.stagingFailed("not asked")))
            }
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

    private static func files(
        _ questions: HostOSQuestions, _ answer: (HostOSQuestions.Asked) -> QueryResult
    ) -> [ManagedFile.ID: Reading<ObservedFile>] {
        let services = HostOSParser.services(answer(.services(questions.services)), of: questions.services)
        let readings = questions.files.map { file in
            let age = HostOSCommands.age(file).map { answer(.age(file, $0)) }
            let reading = HostOSParser.file(
                file, digests: answer(.digests(questions.files)), text: answer(.text(file)), age: age,
                daemon: file.daemon.flatMap { services[$0] } ?? .unknown(.notAsked))
            return (file, reading)
        }
        return Dictionary(readings) { first, _ in first }
    }

    private static func facts(
        _ questions: HostOSQuestions, _ answer: (HostOSQuestions.Asked) -> QueryResult
    ) -> HostOSReadings {
        let bricks = questions.bricks
        return HostOSReadings(
            term: HostOSParser.term(answer(.term)), os: system(questions, answer), storage: storage(questions, answer),
            bricks: HostOSParser.bricks(
                bricks, directories: answer(.directories(bricks)), marks: answer(.marks(bricks))
            ).merging(leftovers(questions, answer)) { $1 },
            healBacklog: HostOSParser.healBacklog(answer(.indices(bricks)), of: bricks),
            marks: HostOSParser.pathMarks(
                questions.marked, volumeIDs: answer(.marks(questions.marked)),
                gfids: answer(.gfids(questions.marked))))
    }

    private static func system(
        _ questions: HostOSQuestions, _ answer: (HostOSQuestions.Asked) -> QueryResult
    ) -> HostOSFacts {
        var facts = HostOSFacts()
        facts.packages = HostOSParser.packages(answer(.packages(questions.packages)), of: questions.packages)
        facts.services = HostOSParser.services(answer(.services(questions.services)), of: questions.services)
        facts.files = files(questions, answer)
        facts.addresses = Dictionary(
            questions.names.map { ($0, HostOSParser.addresses(answer(.address($0)))) }
        ) { first, _ in first }
        facts.candidates = HostOSParser.candidates(
            answer(.candidates(questions.candidates)), of: questions.candidates)
        if questions.packageWork {
            facts.packageWork = HostOSParser.packageWork(
                answer(.packageWork), words: answer(.packageWords), uptime: answer(.uptime))
        }
        return facts
    }

    private static func storage(
        _ questions: HostOSQuestions, _ answer: (HostOSQuestions.Asked) -> QueryResult
    ) -> StorageFacts {
        let devices = questions.devices.map { path in
            let reading = HostOSParser.device(
                path, kernel: answer(.device(path)), signature: answer(.signature(path)), start: answer(.start(path)))
            return (path, reading)
        }
        var facts = StorageFacts()
        facts.devices = Dictionary(devices) { first, _ in first }
        facts.mounts = HostOSParser.mounts(answer(.mounts))
        facts.protectedMountPoints = HostOSParser.protectedMountPoints(answer(.protectedMountPoints))
        facts.paths = HostOSParser.paths(answer(.paths(questions.paths)), of: questions.paths)
        facts.sourceNumbers = Dictionary(
            questions.sources.map { ($0, HostOSParser.number($0, answer(.device($0)))) }
        ) { first, _ in first }
        return facts
    }

    /// What a machine finds for names of hosts.
    package static func addresses(of names: [String]) -> Probe<[String: Reading<[String]>]> {
        let queries = names.map(HostOSCommands.addresses)
        return Probe(queries) { outcomes in
            let readings = zip(names, zip(queries, outcomes)).map { name, answer in
                (name, HostOSParser.addresses(QueryResult(to: answer.0, from: "", answer.1)))
            }
            return Dictionary(readings) { first, _ in first }
        }
    }
}

extension HostOSQuestions {
    /// One query with its place in the batch.
    enum Asked: Hashable {
        case term, mounts, protectedMountPoints
        case digests([ManagedFile.ID]), text(ManagedFile.ID), age(ManagedFile.ID, Query)
        case packages([String]), services([String])
        case device(String), signature(String), start(String)
        case directories([String]), marks([String]), indices([String])
        case paths([String]), gfids([String])
        case address(String)
        case candidates([String]), packageWork, packageWords, uptime
        case leftover(String)

        var query: Query {
            switch self {
            case .term: HostOSCommands.term
            case .mounts: HostOSCommands.mounts
            case .protectedMountPoints: HostOSCommands.protectedMountPoints
            case .digests(let files): HostOSCommands.digests(files)
            case .text(let file): HostOSCommands.text(file)
            case .age(_, let query): query
            case .packages(let names): HostOSCommands.packages(names)
            case .services(let units): HostOSCommands.services(units)
            case .device(let path): HostOSCommands.device(path)
            case .signature(let path): HostOSCommands.signature(path)
            case .start(let path): HostOSCommands.readStart(path)
            case .directories(let paths): HostOSCommands.brickDirectories(paths)
            case .marks(let paths): HostOSCommands.brickMarks(paths)
            case .paths(let paths): HostOSCommands.paths(paths)
            case .gfids(let paths): HostOSCommands.gfids(paths)
            case .indices(let paths): HostOSCommands.healIndices(paths)
            case .address(let name): HostOSCommands.addresses(of: name)
            case .candidates(let names): HostOSCommands.candidates(names)
            case .packageWork: HostOSCommands.packageWork
            case .packageWords: HostOSCommands.packageWords
            case .uptime: HostOSCommands.uptime
            case .leftover(let path): HostOSCommands.leftover(path)
            }
        }
    }

    /// The queries in their order. The digests of files come before their texts; where nothing is asked about a sort of
    /// thing there is no command, because without names most tools answer about everything they know.
    var asked: [Asked] {
        var asked: [Asked] = [.term]
        // Packages after the unit that installs them: if that has ended, they are there.
        if !services.isEmpty { asked.append(.services(services)) }
        if packageWork { asked += [.packageWork, .packageWords, .uptime] }
        if !packages.isEmpty { asked.append(.packages(packages)) }
        for device in devices { asked += [.device(device), .signature(device), .start(device)] }
        asked += [.mounts, .protectedMountPoints]
        if !paths.isEmpty { asked.append(.paths(paths)) }
        if !files.isEmpty { asked.append(.digests(files)) }
        for file in files { asked += [.text(file)] + (HostOSCommands.age(file).map { [.age(file, $0)] } ?? []) }
        if !bricks.isEmpty { asked += [.directories(bricks), .marks(bricks), .indices(bricks)] }
        if !marked.isEmpty { asked += [.marks(marked), .gfids(marked)] }
        asked += sources.map(Asked.device)
        if !candidates.isEmpty { asked.append(.candidates(candidates)) }
        return asked + names.map(Asked.address) + leftovers.map { .leftover($0) }
    }
}
