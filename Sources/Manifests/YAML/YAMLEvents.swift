internal import CLibYAML

/// One event of YAML's event stream, with what Swift needs of it.
struct YAMLEvent {
    enum Kind {
        case streamEnd
        case documentStart
        case scalar(Node.Scalar)
        case alias(String)
        case sequenceStart
        case sequenceEnd
        case mappingStart
        case mappingEnd
        /// Start of the stream, end of a document.
        case other
    }

    let kind: Kind
    let mark: YAMLMark
    var anchor: String?
    var tag: String?
}

/// A place as libyaml counts it: from 0, columns in Unicode scalars.
struct YAMLMark {
    let line: Int
    let column: Int

    init(line: Int, column: Int) {
        self.line = line
        self.column = column
    }

    init(_ mark: yaml_mark_t) {
        line = Int(mark.line)
        column = Int(mark.column)
    }
}

/// libyaml's report of text that is not YAML.
struct YAMLSyntaxError: Error {
    let problem: String
    let mark: YAMLMark
    /// What it was reading, and where that began.
    let context: (words: String, mark: YAMLMark)?
}

/// libyaml's parser over bytes that are already known to be UTF-8 without a byte-order mark.
///
/// The parser keeps a pointer to itself, so it lives at a fixed address and never moves.
final class YAMLEvents {
    private let parser = UnsafeMutablePointer<yaml_parser_t>.allocate(capacity: 1)
    private let input: UnsafeMutableBufferPointer<UInt8>

    init(_ bytes: some Collection<UInt8>) {
        input = .allocate(capacity: bytes.count)
        _ = input.initialize(from: bytes)
        precondition(yaml_parser_initialize(parser) == 1, "no memory for a parser")
        yaml_parser_set_encoding(parser, YAML_UTF8_ENCODING)
        yaml_parser_set_input_string(parser, input.baseAddress, input.count)
    }

    deinit {
        yaml_parser_delete(parser)
        parser.deallocate()
        input.deallocate()
    }

    func next() throws(YAMLSyntaxError) -> YAMLEvent {
        var raw = yaml_event_t()
        guard yaml_parser_parse(parser, &raw) == 1 else { throw failure }
        defer { yaml_event_delete(&raw) }
        return Self.event(raw)
    }

    private var failure: YAMLSyntaxError {
        let said = parser.pointee
        let context = said.context.map { (words: String(cString: $0), mark: YAMLMark(said.context_mark)) }
        let problem = said.problem.map { String(cString: $0) } ?? "this cannot be read as YAML"
        return YAMLSyntaxError(problem: problem, mark: YAMLMark(said.problem_mark), context: context)
    }

    private static func event(_ raw: yaml_event_t) -> YAMLEvent {
        let mark = YAMLMark(raw.start_mark)
        switch raw.type {
        case YAML_STREAM_END_EVENT: return YAMLEvent(kind: .streamEnd, mark: mark)
        case YAML_DOCUMENT_START_EVENT: return YAMLEvent(kind: .documentStart, mark: mark)
        case YAML_ALIAS_EVENT: return YAMLEvent(kind: .alias(text(raw.data.alias.anchor) ?? ""), mark: mark)
        case YAML_SEQUENCE_END_EVENT: return YAMLEvent(kind: .sequenceEnd, mark: mark)
        case YAML_MAPPING_END_EVENT: return YAMLEvent(kind: .mappingEnd, mark: mark)
        case YAML_SCALAR_EVENT:
            let scalar = raw.data.scalar
            return YAMLEvent(
                kind: .scalar(Self.scalar(raw)), mark: mark, anchor: text(scalar.anchor), tag: text(scalar.tag))
        case YAML_SEQUENCE_START_EVENT:
            let start = raw.data.sequence_start
            return YAMLEvent(kind: .sequenceStart, mark: mark, anchor: text(start.anchor), tag: text(start.tag))
        case YAML_MAPPING_START_EVENT:
            let start = raw.data.mapping_start
            return YAMLEvent(kind: .mappingStart, mark: mark, anchor: text(start.anchor), tag: text(start.tag))
        default: return YAMLEvent(kind: .other, mark: mark)
        }
    }

    private static func scalar(_ raw: yaml_event_t) -> Node.Scalar {
        let scalar = raw.data.scalar
        let bytes = UnsafeBufferPointer(start: scalar.value, count: scalar.length)
        return Node.Scalar(
            text: String(decoding: bytes, as: UTF8.self), isPlain: scalar.style == YAML_PLAIN_SCALAR_STYLE)
    }

    private static func text(_ pointer: UnsafeMutablePointer<yaml_char_t>?) -> String? {
        pointer.map { String(cString: $0) }
    }
}
