internal import ClusterModel

/// Options of volumes in JSON Schema: names to complete, words to choose from. Whether gluster would take a value is
/// not said here: other readers of YAML see `on` as true and `10` as a number.
enum OptionSchema {
    /// The schema of a map of options.
    static var members: [JSON.Member] {
        let options = GlusterOptionTable.shared.options.filter(isAdvised)
        return [
            .init("type", "object"),
            .init("properties", .object(options.map { .init($0.name, .object(members($0))) })),
            .init("additionalProperties", .object([anyScalar])),
        ]
    }

    /// Options that one may advise: those of a volume that gluster has not left behind.
    private static func isAdvised(_ option: GlusterOptionInfo) -> Bool {
        !option.isOfWholeCluster && option.care != .obsolete && option.care != .separate
    }

    private static func members(_ option: GlusterOptionInfo) -> [JSON.Member] {
        let description = JSON.Member("description", .string(OptionWords.description(option)))
        guard let words = words(option.type) else { return [description, anyScalar] }
        return [
            description,
            .init("anyOf", .array([.object([.init("enum", .array(words.map(JSON.string)))]), .object([anyScalar])])),
        ]
    }

    private static func words(_ type: GlusterOptionType) -> [String]? {
        switch type {
        case .boolean: ["on", "off"]
        case .choice(let words): words
        default: nil
        }
    }

    private static let anyScalar = JSON.Member("type", ["string", "integer", "number", "boolean"])
}
