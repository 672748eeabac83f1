internal import ClusterModel

/// Options of volumes in JSON Schema: names to complete, words to choose from. Whether gluster would take a value is
/// not checked here: other readers of YAML see `on` as true and `10` as a number.
enum OptionSchema {
    /// The schema of a map of options, of single volumes or of all of them together.
    static func members(ofWholeCluster: Bool) -> [JSON.Member] {
        let options = GlusterOptionTable.shared.options.filter {
            $0.isOfWholeCluster == ofWholeCluster && isAdvised($0)
        }
        return [
            .init("type", "object"),
            .init("properties", .object(options.map { .init($0.name, .object(members($0))) })),
            .init("additionalProperties", .object([anyScalar])),
        ]
    }

    /// Options that one may advise: none that gluster has removed.
    private static func isAdvised(_ option: GlusterOptionInfo) -> Bool {
        option.care != .obsolete && option.care != .separate
    }

    private static func members(_ option: GlusterOptionInfo) -> [JSON.Member] {
        let description = JSON.Member("description", .string(OptionText.description(option)))
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
