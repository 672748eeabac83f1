internal import ClusterModel

/// The definitions that documents for programs share, under the names that they have in `$defs`.
enum OutputDefinitions {
    static let all: [JSON.Member] = words + things + parts + facts

    /// The definitions that a schema refers to, and those that they refer to, in the order of `all`.
    static func needed(by schema: JSON) -> [JSON.Member] {
        var (names, found) = (Set<String>(), schema.references)
        while !found.isEmpty {
            names.formUnion(found)
            let inner = all.filter { found.contains($0.name) }.flatMap(\.value.references)
            found = Set(inner).subtracting(names)
        }
        return all.filter { names.contains($0.name) }
    }

    private static func choice(_ name: String, _ words: [String]) -> JSON.Member {
        JSON.Member(name, SchemaNotation.choice(words))
    }

    private static func object(_ name: String, _ notation: String) -> JSON.Member {
        JSON.Member(name, SchemaNotation.object(notation))
    }

    private static let holdReasons = OutputVocabulary.holds.map(\.word)

    private static let words = [
        choice("kind", ResourceKind.allCases.map(\.rawValue)), choice("holdReason", holdReasons),
        choice("unknownReason", OutputVocabulary.unknownReasons),
        choice("waitReason", (holdReasons + OutputVocabulary.unknownReasons).distinct()),
        choice("conditionReason", OutputVocabulary.conditionReasons + holdReasons),
        choice(
            "causeReason",
            (OutputVocabulary.causeReasons + holdReasons + OutputVocabulary.unknownReasons).distinct()),
        choice("unmanagedReason", OutputVocabulary.unmanagedReasons), choice("verdict", OutputVocabulary.verdicts),
        choice("stepResult", OutputVocabulary.stepResults), choice("action", OutputVocabulary.actions),
        choice("risk", Risk.allCases.map(\.rawValue)), choice("rule", Difference.Rule.allCases.map(\.rawValue)),
        choice("sync", OutputVocabulary.syncs), choice("health", OutputVocabulary.healths),
        choice("actuation", OutputVocabulary.actuations), choice("conditionType", OutputVocabulary.conditionTypes),
        choice("nameRemedy", OutputVocabulary.nameRemedies),
        choice("unsupportedChange", OutputVocabulary.unsupportedChanges),
        choice("observingReason", OutputVocabulary.observingReasons),
        choice("wakeReason", OutputVocabulary.wakeReasons), choice("level", LogLine.Level.allCases.map(\.word)),
        choice("waitVerdict", OutputVocabulary.waitVerdicts), choice("labState", OutputVocabulary.labStates),
        choice("severity", Diagnostic.Severity.allCases.map(\.rawValue)),
    ]

    private static let things = [
        JSON.Member(
            "time",
            [
                "description": "RFC 3339, in UTC.", "type": "string",
                "pattern": #"^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(\.[0-9]{3})?Z$"#,
            ]),
        JSON.Member(
            "resource", ["description": "Kind/name.", "type": "string", "pattern": #"^[A-Za-z]+/.+$"#]),
        JSON.Member(
            "command",
            [
                "description": "One command, argument by argument.", "type": "array", "items": ["type": "string"],
            ]),
        object("space", "total# free#"),
    ]

    private static let parts = [
        object("counts", "reading# changing# fence# roundTrips#"),
        object("planCounts", "now# afterwards# held# unknown#"),
        object("difference", difference), object("noted", "\(difference) annotation"),
        object("step", step), object("plannedStep", "\(step) foreseen!~"),
        JSON.Member("waitingOn", waitingOn),
        object("held", "resource@resource step@plannedStep? waitingOn@waitingOn[]"),
        object("unknown", "resource@resource host? reason@unknownReason message"),
        object("unmanaged", "kind@kind name reason@unmanagedReason message"),
        object("scope", "dependencies@resource[] leftOut#"),
        object("taken", "step@step result proven! begun% seconds%"), object("wait", "reason@waitReason seconds%"),
        object("stage", "name seconds%"), object("cause", "reason@causeReason message"),
        object("repair", "id summary commands@command[]"),
        object("condition", "type@conditionType status! reason@conditionReason message since@time"),
        JSON.Member("status", status),
        object("diagnostic", "\(place) severity@severity message advice? notes@note[]"),
        object("note", "\(place) message"),
        object("waitState", "condition holds!"),
        object("labHost", "name address state@labState disks@labDisk[]"), object("labDisk", "device image"),
    ]

    private static let place = "file line# column#"

    private static let difference = "resource@resource field desired? observed? rule@rule host~"
    private static let step =
        "id resource@resource action@action summary host? risk@risk after[] commands@command[]"

    /// Which facts a hold has depends on its reason.
    private static var waitingOn: JSON {
        let shapes = OutputVocabulary.holds.map(\.members).distinct()
        let rules = shapes.map { shape in
            let reasons = OutputVocabulary.holds.filter { $0.members == shape }.map(\.word)
            return rule(where: "reason", isOneOf: reasons, "facts", SchemaNotation.object(shape))
        }
        return open(SchemaNotation.object("reason@holdReason message since@time?"), "facts", rules)
    }

    /// Which facts a resource has depends on its kind; one that is not observed has none.
    private static var status: JSON {
        let none = SchemaNotation.object("")
        let rules = ResourceKind.allCases.map { kind in
            let facts = SchemaNotation.reference("\(kind.rawValue)Facts")
            return rule(where: "kind", isOneOf: [kind.rawValue], "facts", ["anyOf": [facts, none]])
        }
        return open(
            SchemaNotation.object(
                "kind@kind name sync@sync health@health actuation@actuation conditions@condition[]"), "facts", rules)
    }

    private static func rule(
        where name: String, isOneOf words: [String], _ member: String, _ schema: JSON
    ) -> JSON {
        [
            "if": ["properties": .object([.init(name, ["enum": .array(words.map(JSON.string))])])],
            "then": ["properties": .object([.init(member, schema)])],
        ]
    }

    /// The closed object with one member more, whose schema the rules give.
    private static func open(_ object: JSON, _ member: String, _ rules: [JSON]) -> JSON {
        guard case .object(let members) = object else { return object }
        let widened = members.map { part -> JSON.Member in
            switch (part.name, part.value) {
            case ("properties", .object(let properties)):
                .init(part.name, .object(properties + [.init(member, ["type": "object"])]))
            case ("required", .array(let names)): .init(part.name, .array(names + [.string(member)]))
            default: part
            }
        }
        return .object(widened + [.init("allOf", .array(rules))])
    }
}

// MARK: - Facts of resources

extension OutputDefinitions {
    /// `HostFacts` and its like, with their parts.
    private static let facts = [
        object("ClusterFacts", "hosts#"),
        object("HostFacts", "gluster@glusterMember? peersConnected#~ disks@disk[]"),
        object("glusterMember", "uuid opVersion#"),
        object("disk", "name device mountPoint state@diskState size#? space@space?"),
        choice("diskState", OutputVocabulary.diskStates),
        object("VolumeOptionGroupFacts", "options# file"),
        object(
            "GlusterVolumeFacts",
            "bricks# bricksRunning# healBacklog#? state@volumeState? owner space@space? sets@replicaSet[]"),
        choice("volumeState", OutputVocabulary.volumeStates),
        JSON.Member("replicaSet", ["type": "array", "items": SchemaNotation.reference("brick")]),
        object("brick", "host path arbiter! running!? healBacklog#? space@space?"),
        object("CTDBClusterFacts", "nodes@ctdbNode[] leader#? addresses@ctdbAddress[]"),
        object("ctdbNode", "host number#? flags[]?"), object("ctdbAddress", "address holders[]"),
        object("NFSExportFacts", "exportId# hosts# hostsReady#"),
        object(
            "HostedEngineFacts",
            "engineOn[] health? detail? globalMaintenance!? hosts@engineHost[] unknown@engineUnknown[]"),
        object("engineHost", "hostId# hostname host? live! score# state? maintenance! stopped!"),
        object("engineUnknown", "host reason@unknownReason"),
        object("EngineClusterFacts", ""), object("StorageDomainFacts", ""),
    ]
}

extension JSON {
    /// The names of the definitions that it refers to.
    fileprivate var references: Set<String> {
        switch self {
        case .array(let items): Set(items.flatMap(\.references))
        case .object(let members):
            Set(
                members.flatMap { member -> Set<String> in
                    guard member.name == "$ref", case .string(let target) = member.value else {
                        return member.value.references
                    }
                    return [String(target.dropFirst("#/$defs/".count))]
                })
        case .null, .bool, .integer, .decimal, .string: []
        }
    }
}
