package import ClusterModel
package import World

/// What to ask the hosts about the installer's needs.
package struct HostedEngineQuestions: Sendable, Hashable {
    package let fqdn: String
    package let gateway: String
    package let interface: String
    /// Directory of the package's image, or the OVA.
    package let appliance: String
    package let deployFrom: HostName
    /// Paths of the bricks of the engine's volume, by host.
    package let bricks: [HostName: [String]]
    /// Hosts that may run the engine.
    package let hosts: [HostName]
    /// Whether the brokers' settings are declared.
    package let asksBroker: Bool

    /// nil where no manifest declares an engine.
    package init?(_ desired: DesiredState) {
        guard let spec = desired.hostedEngines.first?.spec else { return nil }
        fqdn = spec.fqdn
        gateway = spec.gateway
        interface = spec.bridgeInterface
        appliance = spec.appliance.ova ?? HostedEnginePreflight.applianceDirectory
        deployFrom = spec.deployFrom
        hosts = spec.hosts
        asksBroker = spec.notifications != nil
        let volume = desired.engineVolume.flatMap { name in desired.volumes.first { $0.name == name } }
        bricks = Dictionary(grouping: volume?.spec.allBricks ?? [], by: \.host).mapValues { $0.map(\.path) }
    }
}

extension HostedEngineProbe {
    /// Nil where the host has an engine, or is not one of its hosts: the installer's needs are of no interest.
    package static func preflight(
        _ questions: HostedEngineQuestions?, _ seen: HostedEngineFacts, host: HostName
    ) -> Probe<HostedEnginePreflight>? {
        guard let questions, questions.hosts.contains(host), seen.configuration.isNoDeployment else { return nil }
        let addresses: [String] = if case .known(let found) = seen.engineAddresses { found } else { [] }
        let bricks = questions.bricks[host] ?? []
        let own = questions.deployFrom == host ? HostedEnginePreflightCommands.all(questions, addresses) : []
        let queries = [HostedEnginePreflightCommands.clock] + bricks.map(HostedEnginePreflightCommands.domains) + own
        return Probe(queries) { outcomes in
            let answers = zip(queries, outcomes).map { QueryResult(to: $0, from: host, $1) }
            var facts = HostedEnginePreflight()
            facts.clock = HostedEnginePreflightParser.number(answers[0])
            for (path, answer) in zip(bricks, answers.dropFirst()) {
                facts.domains[path] = HostedEnginePreflightParser.domains(answer)
            }
            HostedEnginePreflightParser.read(Array(answers.dropFirst(1 + bricks.count)), addresses, into: &facts)
            return facts
        }
    }
}

extension Reading where Value == HostedEngineConfiguration {
    /// Whether it is known that no engine is deployed on the host.
    fileprivate var isNoDeployment: Bool {
        switch self {
        case .absent: true
        case .known(let configuration): !configuration.isDeployed
        case .unknown: false
        }
    }
}

/// Answers about what the installer needs.
enum HostedEnginePreflightParser {
    static func read(_ answers: [QueryResult], _ addresses: [String], into facts: inout HostedEnginePreflight) {
        guard answers.count == 6 + addresses.count else { return }
        facts.freeMemory = Reading(try memory(answers[0]))
        facts.temporarySpace = Reading(try space(answers[1]))
        facts.interface = found(answers[2])
        facts.gateway = echo(answers[3])
        facts.appliances = paths(answers[4])
        facts.virtualization = found(answers[5])
        for (address, answer) in zip(addresses, answers[6...]) { facts.reverseNames[address] = names(answer) }
    }

    static func number(_ answer: QueryResult) -> Reading<Int> {
        Reading(try whole(answer))
    }

    private static func whole(_ answer: QueryResult) throws(UnknownReason) -> Int {
        let text = try answer.text()
        guard let number = Int(text.filter { $0 != "\n" }) else {
            throw answer.unreadable("it is no number", excerpt: text)
        }
        return number
    }

    /// As the installer counts it: free, buffers and cached.
    private static func memory(_ answer: QueryResult) throws(UnknownReason) -> Int {
        let lines = try answer.text().split(separator: "\n")
        let parts = ["MemFree:", "Buffers:", "Cached:"].compactMap { name in
            lines.first { $0.hasPrefix(name) }.flatMap { $0.split(separator: " ").dropFirst().first }.flatMap {
                Int($0)
            }
        }
        guard parts.count == 3 else {
            throw answer.unreadable("it does not name the free memory", excerpt: "\(lines.first ?? "")")
        }
        return parts.reduce(0, +) / 1024
    }

    /// `BLOCKS SIZE`.
    private static func space(_ answer: QueryResult) throws(UnknownReason) -> Int {
        let text = try answer.text()
        let numbers = text.split { $0 == " " || $0 == "\n" }.compactMap { Int($0) }
        guard numbers.count == 2 else { throw answer.unreadable("it is no free space", excerpt: text) }
        return numbers[0] * numbers[1] / (1 << 20)
    }

    /// By find, which ends with 1 and names the path where nothing is there.
    private static func found(_ answer: QueryResult) -> Reading<Bool> {
        paths(answer).map { _ in true }
    }

    private static func paths(_ answer: QueryResult) -> Reading<[String]> {
        do throws(UnknownReason) {
            let end = try answer.end(oneOf: [0, 1])
            if !end.outputLines.isEmpty { return .known(end.outputLines) }
            let isMissing = end.errorLines.allSatisfy { $0.hasSuffix("No such file or directory") }
            return isMissing ? .absent : .unknown(answer.refused(end))
        } catch {
            return .unknown(error)
        }
    }

    /// ping ends with 1 where no answer came, and with 2 where it could not ask.
    private static func echo(_ answer: QueryResult) -> Reading<Bool> {
        do throws(UnknownReason) { return .known(try answer.end(oneOf: [0, 1, 2]).exitStatus == 0) } catch {
            return .unknown(error)
        }
    }

    /// `ADDRESS NAME…`; getent ends with 2 where there is none.
    private static func names(_ answer: QueryResult) -> Reading<[String]> {
        do throws(UnknownReason) {
            let end = try answer.end(oneOf: [0, 2])
            let names = end.outputLines.flatMap { $0.split(separator: " ").dropFirst().map(String.init) }
            return names.isEmpty ? .absent : .known(names)
        } catch {
            return .unknown(error)
        }
    }

    /// `UUID/dom_md` of each. A brick that is not there has none.
    static func domains(_ answer: QueryResult) -> Reading<[String]> {
        switch paths(answer) {
        case .known(let found): .known(found.map { String($0.prefix { $0 != "/" }) }.sorted())
        case .absent: .known([])
        case .unknown(let why): .unknown(why)
        }
    }
}
