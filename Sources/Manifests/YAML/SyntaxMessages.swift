internal import ClusterModel

/// What libyaml complains about, in words that say what to do.
enum SyntaxMessages {
    /// The message and the advice for a complaint of libyaml about the given line.
    static func explain(_ problem: String, line: String?, column: Int) -> (message: String, advice: String?) {
        let character = line.flatMap { $0.unicodeScalars.dropFirst(column).first }
        switch problem {
        case "found character that cannot start any token" where character == "\t",
            "found a tab character that violates indentation",
            "found a tab character where an indentation space is expected":
            return ("a tab cannot indent YAML", "use spaces")
        case "found character that cannot start any token":
            return ("\(quoted(character)) cannot begin a value", "put the value in quotes")
        case "did not find expected alphabetic or numeric character":
            return ("a value that begins with * or & needs quotes", "write \"*\"")
        default: return common[problem].map { ($0.0, $0.1) } ?? (problem, nil)
        }
    }

    /// The construct that was begun and not ended, where that explains more than the error itself.
    static func notes(_ error: YAMLSyntaxError) -> [(words: String, mark: YAMLMark)] {
        guard let context = error.context, let words = begun[context.words] else { return [] }
        return [(words, context.mark)]
    }

    private static let begun = [
        "while parsing a flow sequence": "the list begins here",
        "while parsing a flow mapping": "the map begins here",
        "while parsing a block mapping": "the map begins here",
        "while parsing a block collection": "the list begins here",
        "while scanning a quoted scalar": "the quote opens here",
        "while scanning a simple key": "the key begins here",
    ]

    private static func quoted(_ character: Unicode.Scalar?) -> String {
        character.map { "“\($0)”" } ?? "this"
    }

    private static let common: [String: (String, String?)] = [
        "mapping values are not allowed in this context": (
            "“:” is not allowed here", "put a value that contains “: ” in quotes, or check the indentation"
        ),
        "did not find expected key": (
            "a key was expected here", "check the indentation: the keys of one map begin in the same column"
        ),
        "did not find expected '-' indicator": (
            "an item that begins with “-” was expected here",
            "check the indentation: the items of one list begin in the same column"
        ),
        "block sequence entries are not allowed in this context": (
            "a list cannot begin here", "put the first “-” on a line of its own, below its key"
        ),
        "could not find expected ':'": ("a “:” was expected after the key before this place", nil),
        "did not find expected ',' or ']'": ("“,” or “]” was expected here", nil),
        "did not find expected ',' or '}'": ("“,” or “}” was expected here", nil),
        "did not find expected <document start>": (
            "the document is already complete before this place",
            "check the indentation, or begin the next document with a line “---”"
        ),
        "did not find expected node content": ("a value was expected here", nil),
        "found unexpected end of stream": ("the file ends inside a quoted text", "close the quote"),
        "found unexpected document indicator": ("the document ends inside a quoted text", "close the quote"),
        "found unknown escape character": (
            "this is no escape that YAML knows", "use single quotes, in which “\\” is an ordinary character"
        ),
        "found undefined tag handle": ("tags are not used in manifests", "leave it out"),
    ]
}
