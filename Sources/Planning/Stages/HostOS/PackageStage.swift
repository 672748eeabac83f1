internal import ClusterModel

/// What the declared kinds need is installed where it is missing (MISSION M02), by a unit of the host that survives us.
struct PackageStage: PlanningStage {
    static let name = StageName.packages
    /// How apt-get asks for what a killed dpkg has left half done (apt-pkg, debsystem.cc).
    static let interruptedWords = "dpkg --configure -a"

    let input: PlanningInput

    init(_ input: PlanningInput, _ draft: PlanDraft) { self.input = input }

    func report() -> StageReport {
        input.desired.spec.hosts.filter { input.unreachable($0) == nil }.reduce(into: StageReport()) {
            $0 += HostPackages($1, input).report()
        }
    }
}

/// The packages of one host.
private struct HostPackages {
    let host: HostName
    let input: PlanningInput
    private let seen: ObservedHost
    private let missing: [String]
    private let halfDone: [String]
    private let noted: [NotedDifference]

    init(_ host: HostName, _ input: PlanningInput) {
        self.host = host
        self.input = input
        let seen = input.observed.host(host)
        let all = input.desired.packages(of: host)
        let wanted = all.filter { !input.isIgnored(Self.difference($0, observed: nil), of: .host(host)) }
        let ignored = all.filter { !wanted.contains($0) && seen.os.packages[$0] == .absent }
        noted = input.split(ignored.map { Self.difference($0, observed: "missing") }, of: .host(host)).noted
        self.seen = seen
        missing = wanted.filter { seen.os.packages[$0] == .absent }
        halfDone = wanted.filter {
            if case .known(let package)? = seen.os.packages[$0] { !package.isConfigured } else { false }
        }
    }

    private var isManaged: Bool { input.desired.spec.packages.manage }

    func report() -> StageReport { StageReport(noted: noted) + counted() }

    private func counted() -> StageReport {
        if isManaged, let why = ignorance { return StageReport(unknown: [UnknownFact(.host(host), on: host, why)]) }
        switch seen.os.packageWork {
        case .known(let work) where work.state == .running: return running(work)
        case .unknown(let why) where why != .notAsked:
            return isComplete ? StageReport() : StageReport(unknown: [UnknownFact(.host(host), on: host, why)])
        default: break
        }
        guard !isComplete else { return StageReport() }
        return isManaged ? next() : refused()
    }

    private var isComplete: Bool { missing.isEmpty && halfDone.isEmpty }

    private var ignorance: UnknownReason? {
        for name in input.desired.packages(of: host) {
            if case .unknown(let why)? = seen.os.packages[name] { return why }
        }
        return nil
    }

    /// The differences that it makes are those of the next step, if there is one yet.
    private func running(_ work: HostOperation) -> StageReport {
        let words = work.words.last ?? ""
        let waiting: WaitingOn =
            words.hasPrefix(HostOperation.lockWords)
            ? .host(.packagesLocked(host, words: words))
            : .host(.operation(host, what: "installing packages", elapsed: work.elapsed, work.progress, words: words))
        let differences =
            isComplete
            ? [Difference("packages", desired: "installed", observed: "being installed", rule: .default)]
            : differences(nil)
        return StageReport(held: [HeldStep(resource: .host(host), differences: differences, waitingOn: [waiting])])
    }

    private func refused() -> StageReport {
        (missing + halfDone).reduce(into: StageReport()) { report, name in
            let differences = differences(nil).filter { $0.field == "packages[\(name)]" }
            report.held.append(
                HeldStep(
                    resource: .host(host), differences: differences, waitingOn: [.host(.notInstalled(host, what: name))]
                ))
        }
    }

    private func next() -> StageReport {
        let (failure, words) = failed
        let step = step(words)
        // Failed in this run, time and again: its own words say more than that nothing was seen of it.
        if failure, let words, attempts(step) >= BackoffPass.attemptLimit {
            return .one(step, waitingOn: [.host(.operationFailed(host, what: "installing packages", words: words))])
        }
        if case .host(.updatePackageLists, _) = step.action, attempts(step) > 0 {
            return .one(step, waitingOn: [.host(.packageUnavailable(host, unavailable))])
        }
        return .one(step) + following(step)
    }

    /// The installation that comes after the lists are fetched, or after an interrupted one is finished.
    private func following(_ step: Step) -> StageReport {
        switch step.action {
        case .host(.updatePackageLists, _): .one(installation(of: missing + halfDone, nil), waitingOn: [.step(step.id)])
        case .host(.configurePackages, _) where !missing.isEmpty:
            .one(installation(of: missing, nil), waitingOn: [.step(step.id)])
        case .host, .gluster, .ctdb, .nfs, .hostedEngine: StageReport()
        }
    }

    /// dpkg is asked to go on only where apt wants it asked: what a killed dpkg leaves may lack what it depends on, which
    /// only apt fetches, and apt finishes what is unpacked, too.
    private func step(_ words: String?) -> Step {
        if words?.contains(PackageStage.interruptedWords) ?? false {
            return step(
                .configurePackages, words, postcondition: .host(.packagesInstalled(host, (missing + halfDone).sorted()))
            )
        }
        guard unavailable.isEmpty else {
            return step(.updatePackageLists, words, postcondition: .host(.packagesAvailable(host, unavailable)))
        }
        return installation(of: missing + halfDone, words)
    }

    private func installation(of names: [String], _ words: String?) -> Step {
        let names = names.sorted()
        let daemons = input.desired.hostPackages(of: host).filter { names.contains($0.name) }
            .compactMap(\.service?.unit).filter { !runs($0) }
        return step(
            .installPackages(names, masking: daemons), words, postcondition: .host(.packagesInstalled(host, names)))
    }

    private func step(_ action: HostAction, _ words: String?, postcondition: Postcondition) -> Step {
        Step(
            resource: .host(host), action: .host(action, on: host), postcondition: postcondition, risk: .benign,
            scope: .host(host),
            differences: differences(words))
    }

    /// A daemon may outlive its package.
    private func runs(_ unit: String) -> Bool {
        if case .known(let state) = seen.service(unit) { state.active == "active" } else { false }
    }

    /// Packages that apt knows no version of: its lists were never fetched, or no repository has them.
    private var unavailable: [String] { missing.filter { seen.os.candidates[$0] == .absent } }

    private var failed: (Bool, words: String?) {
        guard case .known(let work) = seen.os.packageWork, case .failed(let result, let status) = work.state else {
            return (false, nil)
        }
        let last = work.words.isEmpty ? "it ended with \(result), \(status)" : work.words.joined(separator: "; ")
        return (true, last)
    }

    private func attempts(_ step: Step) -> Int { input.history.attempts[step.id]?.count ?? 0 }

    private func differences(_ words: String?) -> [Difference] {
        let again = words.map { "; the last attempt failed: \($0)" } ?? ""
        return missing.map { Self.difference($0, observed: "missing\(again)") }
            + halfDone.map { Self.difference($0, observed: "half configured\(again)") }
    }

    private static func difference(_ package: String, observed: String?) -> Difference {
        Difference("packages[\(package)]", desired: "installed", observed: observed, rule: .default)
    }
}
