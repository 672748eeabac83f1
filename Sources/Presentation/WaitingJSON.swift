internal import ClusterModel

/// A reason for programs: a word, a sentence, since when, and the facts one by one.
enum WaitingJSON {
    static func document(_ waiting: WaitingOn, since: WallTime?) -> JSON {
        [
            "reason": .string(waiting.reason), "message": .string(waiting.sentence),
            "since": JSON(since.map(\.description)), "facts": .object(facts(waiting)),
        ]
    }

    private static func facts(_ waiting: WaitingOn) -> [JSON.Member] {
        switch waiting {
        case .host(let hold): hold.facts
        case .storage(let hold): hold.facts
        case .gluster(let hold): hold.facts
        case .ctdb(let hold): hold.facts
        case .nfs(let hold): hold.facts
        case .hostedEngine(let hold): hold.facts
        case .fact(let what, let why): texts(("what", what.title), ("why", why.reason), ("message", why.sentence))
        case .step(let step): texts(("step", "\(step)"))
        case .fenceBusy(let host), .maintenance(let host): texts(("host", host.text))
        case .disruptionBudget(let away, let allowed):
            [.init("away", .array(away.map { .string($0.text) })), .init("allowed", .integer(allowed))]
        case .paused(let resource), .onlyWarned(let resource), .dependsOnObserved(let resource):
            texts(("resource", "\(resource)"))
        case .consent(let request): Self.request(request)
        case .unsupported(let change): Self.change(change)
        case .notYetManaged(let kind, let field): texts(("kind", kind.rawValue), ("field", field))
        case .consentUsed(let request, let consent, let at):
            Self.request(request) + texts(("consent", "\(consent)"), ("usedAt", "\(at)"))
        case .rejectedByAudit(let words): texts(("words", words))
        case .noEffect(let attempts, let last):
            [.init("attempts", .integer(attempts))] + texts(("last", last.word), ("words", last.words))
        case .fighting(let fight): self.fight(fight)
        case .window(let hold): [.init("until", JSON(hold.until.map { "\($0)" }))]
        case .backOff(let until): texts(("until", "\(until)"))
        }
    }

    private static func request(_ request: ConsentRequest) -> [JSON.Member] {
        switch request {
        case .lowerOption(let volume, let option, let observed, let desired):
            [.init("volume", JSON(volume?.text))] + texts(("option", option)) + [
                .init("observed", JSON(observed)), .init("desired", .string(desired)),
            ]
        case .resetOption(let volume, let option, let observed, let standard):
            texts(("volume", volume.text), ("option", option)) + [
                .init("observed", JSON(observed)), .init("default", JSON(standard)),
            ]
        case .unmask(let host, let unit): texts(("host", host.text), ("unit", unit))
        case .takeOver(let owner, let cluster, let volumes):
            texts(("owner", owner), ("cluster", cluster.text)) + [
                .init("volumes", .array(volumes.map { .string($0.text) }))
            ]
        case .removeExport(let name): texts(("export", name.text))
        case .cleanUpEngine(let host): texts(("host", host.text))
        }
    }

    private static func change(_ change: UnsupportedChange) -> [JSON.Member] {
        switch change {
        case .stopVolume(let volume): texts(("change", "stopVolume"), ("volume", volume.text))
        case .sharedDevice(let host, let paths):
            texts(("change", "sharedDevice"), ("host", host.text), ("paths", paths))
        case .noHostsFile(let host): texts(("change", "noHostsFile"), ("host", host.text))
        case .glusterdFileWithoutSection(let host):
            texts(("change", "glusterdFileWithoutSection"), ("host", host.text))
        case .serviceInPart(let host, let unit):
            texts(("change", "serviceInPart"), ("host", host.text), ("unit", unit))
        }
    }

    private static func fight(_ fight: RecurringDrift) -> [JSON.Member] {
        let (difference, count) = (fight.repair.difference, fight.count)
        return texts(("resource", "\(fight.repair.resource)"), ("field", difference.field)) + [
            .init("host", JSON(difference.host?.text)), .init("desired", JSON(difference.desired)),
            .init("observed", JSON(difference.observed)), .init("times", .integer(count.times)),
            .init("since", .string("\(count.since)")),
            .init("longestSeconds", .integer(Int(count.longest.components.seconds))),
        ] + texts(("trace", fight.evidenceHint), ("until", "\(fight.until)"))
    }
}
