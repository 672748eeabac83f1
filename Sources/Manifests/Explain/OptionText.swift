internal import ClusterModel

/// Options of gluster in words.
enum OptionText {
    /// Its meaning, the values it takes and its default.
    static func description(_ option: GlusterOptionInfo) -> String {
        var sentences = option.meaning.isEmpty ? [] : [sentence(option.meaning)]
        sentences.append("Takes \(option.type.expected)\(defaultText(option)).")
        if let care = care(option.care) { sentences.append(care) }
        return sentences.joined(separator: " ")
    }

    /// What is to be known of the option before it is set; nil where nothing is.
    static func care(_ care: GlusterOptionInfo.Care) -> String? {
        switch care {
        case .plain: nil
        case .protected(.value(let value)):
            "It protects data: on a volume that has run hcctl sets it to \(value), and never away from it."
        case .protected(.more): "It protects data: on a volume that has run hcctl raises it and never lowers it."
        case .protected(.same): "It decides what is on disk: hcctl never changes it on a volume that has run."
        case .disruptive: "Setting it disturbs clients: hcctl asks before."
        case .obsolete: "gluster has removed it."
        case .separate: "gluster has a command of its own for it, and does not take it as an option."
        }
    }

    private static func defaultText(_ option: GlusterOptionInfo) -> String {
        guard let value = option.defaultValue else { return "" }
        return "; gluster's default is \(value.isEmpty ? "empty" : value)"
    }

    private static func sentence(_ text: String) -> String {
        text.hasSuffix(".") || text.hasSuffix("…") ? text : text + "."
    }
}
