/// The pure half of a definition: what error messages, schemas, `explain` and reference pages are made from.
indirect enum SchemaNode: Sendable, Hashable {
    case integer(ClosedRange<Int>)
    /// One of a few numbers.
    case integers([Int])
    case boolean
    case text(TextSchema)
    case choice([String])
    /// Options of gluster by name, each with any scalar, kept as text.
    case options(ofWholeCluster: Bool)
    case list(of: SchemaNode, atLeast: Int, allowsRepeats: Bool = false)
    case map(of: SchemaNode)
    /// A map of texts; of names that begin with hcctl.dev/ these.
    case annotations([String])
    case object(name: String, [FieldSchema], ObjectRule)

    /// How many of the fields of an object are to be given.
    enum ObjectRule: Sendable, Hashable {
        /// As each field requires.
        case any
        case exactlyOne
    }

    /// What was expected, for a message.
    var expected: String {
        switch self {
        case .integer(let range): "a whole number from \(range.lowerBound) to \(range.upperBound)"
        case .integers(let numbers): "one of " + MessageText.list(numbers.map(String.init), "or")
        case .boolean: "true or false"
        case .text(let text): text.expected
        case .choice(let names): names.count == 1 ? names[0] : "one of " + MessageText.list(names, "or")
        case .options: "a map of options"
        case .list(let item, _, _): "a list, each item being \(item.expected)"
        case .map: "a map"
        case .annotations: "a map of annotations"
        case .object(_, let fields, .any): "a map with the fields " + MessageText.list(fields.map(\.name))
        case .object(_, let fields, .exactlyOne): "a map with one of " + MessageText.list(fields.map(\.name), "or")
        }
    }

    /// The fields of an object, or of the objects of a list.
    var fields: [FieldSchema] {
        switch self {
        case .object(_, let fields, _): fields
        case .list(let item, _, _): item.fields
        default: []
        }
    }
}
