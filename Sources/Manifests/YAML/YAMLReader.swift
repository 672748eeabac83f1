internal import ClusterModel

/// The documents of one source, each a tree with places, and what is wrong with the text.
struct YAMLDocuments: Sendable {
    var documents: [Node] = []
    var diagnostics: [Diagnostic] = []
    /// False when reading ended early, so that documents may be missing.
    var isWhole = true
}

/// Makes trees of YAML text. Aliases are followed, merge keys applied, duplicate keys reported.
struct YAMLReader {
    private let source: SourceText
    private let limits: ReaderLimits
    private let events: YAMLEvents
    private var anchors: [String: Node] = [:]
    /// Anchors of earlier documents.
    private var forgotten: Set<String> = []
    private var values = 0
    private var result = YAMLDocuments()

    /// Everything that can be read of a source.
    static func documents(of source: SourceText, limits: ReaderLimits = ReaderLimits()) -> YAMLDocuments {
        if let violation = TextCheck.violation(in: source, limits: limits) {
            return YAMLDocuments(diagnostics: [violation], isWhole: false)
        }
        var reader = YAMLReader(source, limits)
        reader.readAll()
        return reader.result
    }

    private init(_ source: SourceText, _ limits: ReaderLimits) {
        self.source = source
        self.limits = limits
        events = YAMLEvents(source.bytes.dropFirst(source.byteOrderMarkLength))
    }

    /// Ends the reading of this source.
    private struct Stop: Error { let diagnostic: Diagnostic }

    private mutating func readAll() {
        do throws(Stop) {
            while let root = try nextRoot() {
                let node = try node(root, depth: 1)
                if case .scalar(let scalar) = node.content, scalar.isNull { continue }
                result.documents.append(node)
            }
        } catch {
            result.diagnostics.append(error.diagnostic)
            result.isWhole = false
        }
    }

    /// The first event of the next document; nil at the end.
    private mutating func nextRoot() throws(Stop) -> YAMLEvent? {
        while true {
            switch try next().kind {
            case .streamEnd: return nil
            case .documentStart:
                forgotten.formUnion(anchors.keys)
                anchors = [:]
                return try next()
            default: continue
            }
        }
    }

    private func next() throws(Stop) -> YAMLEvent {
        do throws(YAMLSyntaxError) {
            return try events.next()
        } catch {
            throw Stop(diagnostic: diagnostic(error))
        }
    }

    private func diagnostic(_ error: YAMLSyntaxError) -> Diagnostic {
        let lines = source.lines
        let line = error.mark.line < lines.count ? lines[error.mark.line] : nil
        let (message, advice) = SyntaxMessages.explain(error.problem, line: line, column: error.mark.column)
        if let before = Indentation.before(error, lines) {
            return Diagnostic(
                .error, message, at: place(error.mark), advice: Indentation.advice(error, before),
                notes: [.init("the line before it begins here", at: place(before))])
        }
        let notes = SyntaxMessages.notes(error).map { Diagnostic.Note($0.words, at: place($0.mark)) }
        return Diagnostic(.error, message, at: place(error.mark, within: lines), advice: advice, notes: notes)
    }

    /// The place of a mark; of one behind the last line with anything in it, the end of that line.
    private func place(_ mark: YAMLMark, within lines: [String]) -> SourcePlace {
        guard let last = lines.lastIndex(where: { !$0.allSatisfy(\.isWhitespace) }), mark.line > last else {
            return place(mark)
        }
        return SourcePlace(file: source.path, line: last + 1, column: lines[last].unicodeScalars.count + 1)
    }

    private func place(_ mark: YAMLMark) -> SourcePlace {
        SourcePlace(file: source.path, line: mark.line + 1, column: mark.column + 1)
    }

    private func stop(_ message: String, at mark: YAMLMark, advice: String? = nil) -> Stop {
        Stop(diagnostic: Diagnostic(.error, message, at: place(mark), advice: advice))
    }
}

extension YAMLReader {
    private mutating func node(_ event: YAMLEvent, depth: Int) throws(Stop) -> Node {
        guard depth <= limits.depth else {
            throw stop("this is nested deeper than \(limits.depth) levels", at: event.mark)
        }
        try count(1, at: event.mark)
        if event.tag != nil {
            result.diagnostics.append(
                Diagnostic(.error, "tags are not used in manifests", at: place(event.mark), advice: "leave it out"))
        }
        let node = Node(try content(event, depth: depth), at: place(event.mark))
        if let anchor = event.anchor { anchors[anchor] = node }
        return node
    }

    private mutating func content(_ event: YAMLEvent, depth: Int) throws(Stop) -> Node.Content {
        switch event.kind {
        case .scalar(let scalar):
            guard scalar.text.utf8.count <= limits.scalarBytes else {
                throw stop("this value has more than \(limits.scalarBytes) bytes", at: event.mark)
            }
            return .scalar(scalar)
        case .sequenceStart: return .sequence(try items(depth: depth))
        case .mappingStart: return .mapping(try entries(depth: depth))
        default: throw stop("a value was expected here", at: event.mark)
        }
    }

    /// The value that begins with the event; of an alias, the value that it refers to.
    private mutating func value(_ event: YAMLEvent, depth: Int) throws(Stop) -> Node {
        guard case .alias(let name) = event.kind else { return try node(event, depth: depth) }
        guard let meant = anchors[name] else {
            throw stop(
                "no anchor &\(name) is defined before this alias", at: event.mark,
                advice: forgotten.contains(name)
                    ? "an anchor holds to the end of its document only" : "a value that begins with * needs quotes")
        }
        try count(meant.size, at: event.mark)
        guard depth + meant.height - 1 <= limits.depth else {
            throw stop("with its aliases followed this is nested deeper than \(limits.depth) levels", at: event.mark)
        }
        return meant
    }

    private mutating func count(_ more: Int, at mark: YAMLMark) throws(Stop) {
        values += more
        guard values <= limits.values else {
            throw stop(
                "with its aliases followed the file has more than \(limits.values) values", at: mark,
                advice: "split it into several files")
        }
    }

    private mutating func items(depth: Int) throws(Stop) -> [Node] {
        var items: [Node] = []
        while true {
            let event = try next()
            if case .sequenceEnd = event.kind { return items }
            items.append(try value(event, depth: depth + 1))
        }
    }

    private mutating func entries(depth: Int) throws(Stop) -> [Node.Entry] {
        var map = MappingBuilder()
        while true {
            let event = try next()
            if case .mappingEnd = event.kind { break }
            let key = try key(event)
            let value = try value(try next(), depth: depth + 1)
            if key.isPlain, key.text == "<<" {
                try merge(value, into: &map, at: event.mark)
            } else if let violation = map.add(key.text, at: place(event.mark), value) {
                result.diagnostics.append(violation)
            }
        }
        for node in map.merged { try count(node.size, at: YAMLMark(node.place)) }
        return map.all
    }

    private mutating func key(_ event: YAMLEvent) throws(Stop) -> Node.Scalar {
        guard case .scalar(let scalar) = event.kind else {
            throw stop("a key has to be a plain text", at: event.mark, advice: "write the key out")
        }
        try count(1, at: event.mark)
        return scalar
    }

    private mutating func merge(_ value: Node, into map: inout MappingBuilder, at mark: YAMLMark) throws(Stop) {
        if let violation = map.merge(value, at: place(mark)) { result.diagnostics.append(violation) }
    }
}

extension YAMLMark {
    fileprivate init(_ place: SourcePlace) {
        line = place.line - 1
        column = place.column - 1
    }
}
