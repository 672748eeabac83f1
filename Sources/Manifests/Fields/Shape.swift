/// The pure half of a definition: what error messages, schemas, `explain` and reference pages are made from.
indirect enum Shape: Sendable, Hashable {
    case integer(ClosedRange<Int>)
    /// One of a few numbers.
    case integers([Int])
    case boolean
    case text(TextShape)
    case choice([String])
    /// Options of gluster by name, each with any scalar, kept as text.
    case options(ofWholeCluster: Bool)
    case list(of: Shape, atLeast: Int, allowsRepeats: Bool = false)
    case map(of: Shape)
    /// A map of texts; of names that begin with hcctl.dev/ these.
    case annotations([String])
    case object(name: String, [FieldShape], ObjectRule)

    /// How many of the fields of an object are to be given.
    enum ObjectRule: Sendable, Hashable {
        /// As each field says.
        case any
        case exactlyOne
    }

    /// What was expected, for a message.
    var expected: String {
        switch self {
        case .integer(let range): "a whole number from \(range.lowerBound) to \(range.upperBound)"
        case .integers(let numbers): "one of " + Words.list(numbers.map(String.init), "or")
        case .boolean: "true or false"
        case .text(let text): text.expected
        case .choice(let names): names.count == 1 ? names[0] : "one of " + Words.list(names, "or")
        case .options: "a map of options"
        case .list(let item, _, _): "a list, each item being \(item.expected)"
        case .map: "a map"
        case .annotations: "a map of annotations"
        case .object(_, let fields, .any): "a map with the fields " + Words.list(fields.map(\.name))
        case .object(_, let fields, .exactlyOne): "a map with one of " + Words.list(fields.map(\.name), "or")
        }
    }

    /// The fields of an object, or of the objects of a list.
    var fields: [FieldShape] {
        switch self {
        case .object(_, let fields, _): fields
        case .list(let item, _, _): item.fields
        default: []
        }
    }
}

/// The pure half of a rule about a text.
struct TextShape: Sendable, Hashable {
    /// What was expected, for a message.
    let expected: String
    /// A regular expression of the whole text that ECMA, Python and RE2 read alike; everything that the reader takes
    /// matches it. Empty where any text is taken.
    let pattern: String
    /// Characters, at most.
    var longest: Int?
    /// A regular expression of texts that match the pattern and are refused all the same.
    var refused: String?
}

/// The pure half of a field.
struct FieldShape: Sendable, Hashable {
    let name: String
    let shape: Shape
    let presence: Presence
    /// One sentence for people.
    let meaning: String
    /// YAML of a value.
    var example = ""
    /// What it means to leave the field out, where its presence does not say it.
    var leftOut = ""
    var source: FieldSource?
    /// Whether it is checked only: nothing acts on it yet.
    var isLater = false

    /// What it means to leave a field out.
    enum Presence: Sendable, Hashable {
        case required
        /// Required where the other field is not given.
        case requiredUnless(String)
        /// The default is enforced.
        case defaulted(YAMLText)
        /// What it speaks of is not managed, or found out elsewhere.
        case optional
    }
}

/// Where a field comes from: a document that describes by hand what it declares, or the manual of what it is handed to.
struct FieldSource: Sendable, Hashable, ExpressibleByStringLiteral {
    let text: String

    init(stringLiteral value: String) { text = value }

    /// How such clusters were built by hand, with replica 3 volumes.
    static let slides: Self = "“oVirt and Gluster hyper-converged!”, slides of 2015"
    /// How such clusters were built by hand, with two hosts, CTDB and NFS.
    static let walkthrough: Self = "“oVirt 3.4, Glusterized”, walk-through of 2014"
    /// It has no other origin.
    static let hcctl: Self = "hcctl"
}

/// A value on its way out.
indirect enum YAMLText: Sendable, Hashable {
    case scalar(String)
    /// A text that another reader of YAML must not take for a number or a truth value.
    case text(String)
    case list([YAMLText])
    case map([Pair])

    struct Pair: Sendable, Hashable {
        let key: String
        let value: YAMLText
    }

    /// For people: `{fromFile: /etc/x}`.
    var inOneLine: String {
        switch self {
        case .scalar(let text), .text(let text): text
        case .list(let items): "[\(items.map(\.inOneLine).joined(separator: ", "))]"
        case .map(let pairs): "{\(pairs.map { "\($0.key): \($0.value.inOneLine)" }.joined(separator: ", "))}"
        }
    }
}
