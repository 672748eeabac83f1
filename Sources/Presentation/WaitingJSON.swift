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
        case .fact(let what, let why): texts(("what", what.title), ("why", why.reason), ("message", why.sentence))
        case .step(let step): texts(("step", "\(step)"))
        case .hostUnreachable(let host), .fenceBusy(let host), .peerDisconnected(let host), .maintenance(let host):
            texts(("host", host.text))
        case .signature(let host, let device, let found):
            texts(("host", host.text), ("device", device), ("found", found))
        case .blankReplacement(let host, let device, let expects):
            texts(("host", host.text), ("device", device), ("expects", expects))
        case .noDevice(let host, let device): texts(("host", host.text), ("device", device))
        case .mountConflict(let host, let mountPoint, let found):
            texts(("host", host.text), ("mountPoint", mountPoint), ("found", found))
        case .notInstalled(let host, let what): texts(("host", host.text), ("what", what))
        case .operation(let host, let what, let elapsed, let progress, let words):
            texts(("host", host.text), ("what", what), ("words", words)) + figures(elapsed, progress)
        case .packagesLocked(let host, let words): texts(("host", host.text), ("words", words))
        case .operationFailed(let host, let what, let words):
            texts(("host", host.text), ("what", what), ("words", words))
        case .packageUnavailable(let host, let names):
            texts(("host", host.text)) + [.init("packages", .array(names.map(JSON.string)))]
        case .nameNotFound(let host, let name, let remedy):
            texts(("host", host.text), ("name", name)) + Self.remedy(remedy)
        case .nameConflict(let host, let name, let found, let expected):
            texts(("host", host.text), ("name", name), ("found", found), ("expected", expected))
        case .brickInUse(let brick, let found):
            texts(("host", brick.host.text), ("path", brick.path), ("found", found))
        case .createSettling(let brick): texts(("host", brick.host.text), ("path", brick.path))
        case .notMounted(let brick, let mountPoint):
            texts(("host", brick.host.text), ("path", brick.path), ("mountPoint", mountPoint))
        case .foreignPool(let host, let peers):
            texts(("host", host.text)) + [.init("peers", .array(peers.map(JSON.string)))]
        case .peerStateSettling(let host, let state), .peerRejected(let host, let state):
            texts(("host", host.text), ("state", state))
        case .foreignOwner(let volume, let owner): texts(("volume", volume.text), ("owner", owner))
        case .layout(let volume, let desired, let observed):
            texts(("volume", volume.text), ("desired", desired), ("observed", observed))
        case .quorum(let volume, let up, let needed), .clientQuorum(let volume, let up, let needed):
            texts(("volume", volume.text)) + [.init("up", .integer(up)), .init("needed", .integer(needed))]
        case .brickDown(let volume, let brick), .onlyCopy(let volume, let brick):
            texts(("volume", volume.text), ("host", brick.host.text), ("path", brick.path))
        case .healing(let volume, let entries, let allowed):
            texts(("volume", volume.text)) + [.init("entries", .integer(entries)), .init("allowed", .integer(allowed))]
        case .healSettling(let volume, let samples, let needed):
            texts(("volume", volume.text)) + [.init("samples", .integer(samples)), .init("needed", .integer(needed))]
        case .unobservedBricks(let volume, let host, let since):
            texts(("volume", volume.text), ("host", host.text), ("since", "\(since)"))
        case .disruptionBudget(let away, let allowed):
            [.init("away", .array(away.map { .string($0.text) })), .init("allowed", .integer(allowed))]
        case .losesData(let volume, let option): texts(("volume", volume.text), ("option", option))
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
        case .otherTransaction(let host, let since, let until):
            texts(("host", host.text), ("since", "\(since)"), ("until", "\(until)"))
        case .backOff(let until): texts(("until", "\(until)"))
        case .nfs(let hold): NFSHoldText.facts(hold).map { JSON.Member($0.0, .string($0.1)) }
        }
    }

    private static func figures(_ elapsed: Duration?, _ progress: HostOperation.Progress?) -> [JSON.Member] {
        [
            .init("elapsedSeconds", seconds(elapsed)),
            .init("packagesDone", progress.map { .integer($0.done) } ?? .null),
            .init("packagesTotal", progress.map { .integer($0.total) } ?? .null),
            .init("secondsLeft", seconds(progress?.left)),
        ]
    }

    private static func remedy(_ remedy: NameRemedy) -> [JSON.Member] {
        switch remedy {
        case .fileNotRead: texts(("remedy", "fileNotRead"))
        case .addLine(let address): texts(("remedy", "addLine"), ("address", address))
        case .ambiguous(let addresses, let field, let host):
            texts(("remedy", "ambiguous"), ("field", field), ("of", "Host/\(host)")) + [
                .init("addresses", .array(addresses.map(JSON.string)))
            ]
        case .unknownEverywhere(let field, let host):
            texts(("remedy", "unknownEverywhere"), ("field", field), ("of", "Host/\(host)"))
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
        case .removeExport(let name): texts(("export", name.text))
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

    private static func seconds(_ duration: Duration?) -> JSON {
        duration.map { .integer(Int($0.components.seconds)) } ?? .null
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

    private static func texts(_ pairs: (String, String)...) -> [JSON.Member] {
        pairs.map { JSON.Member($0.0, .string($0.1)) }
    }
}
