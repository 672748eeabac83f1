internal import ClusterModel
internal import World

/// What one script is to do, and how long each part of it may take.
struct Batch: Sendable {
    /// Commands of one script. Protects the host's shell and our patience with one lost connection; costs one more
    /// round trip (8 ms) for each further thousand.
    static let mostOperations = 1000
    /// Bytes of answer that one script may give, by the limits of its queries. Protects our memory.
    static let mostAnswer = 16 << 20

    let operations: [ShellScript.Operation]
    let fence: ShellScript.Fence

    init(_ operations: [ShellScript.Operation], fence: ShellScript.Fence = .none) {
        self.operations = operations
        self.fence = fence
    }

    /// Cut so that each part stays below both limits; a single query above them is a part of its own.
    static func parts(of queries: [Query]) -> [Batch] {
        var parts: [[ShellScript.Operation]] = []
        var room = 0
        for query in queries.map(ShellScript.Operation.query) {
            if query.outputLimit > room || (parts.last?.count ?? mostOperations) >= mostOperations {
                parts.append([])
                room = mostAnswer
            }
            parts[parts.count - 1].append(query)
            room -= query.outputLimit
        }
        return parts.map { Batch($0) }
    }

    /// The same without its first operations.
    func dropping(_ count: Int) -> Batch { Batch(Array(operations.dropFirst(count)), fence: fence) }
}

extension ShellScript.Operation {
    /// Bytes of its answer, at most.
    var outputLimit: Int {
        switch self {
        case .query(.run(let invocation)), .change(.run(let invocation)): invocation.outputLimit
        case .query(.runForFile(let invocation, _)): invocation.outputLimit
        case .query(.read(_, let limit)): limit
        case .change(.write), .change(.remove), .obey: Self.wordsLimit
        }
    }

    /// Bytes of its error messages, at most.
    var errorsLimit: Int {
        switch self {
        case .query(.run), .query(.runForFile), .change(.run): outputLimit
        case .query(.read), .change(.write), .change(.remove), .obey: Self.wordsLimit
        }
    }

    /// Bytes of error messages of the few programs that are our own choice.
    private static let wordsLimit = 16 << 10

    /// How long it may take on the host, before the host itself ends it or the transport stops waiting.
    var limit: Invocation.Limit {
        switch self {
        case .query(.run(let invocation)), .change(.run(let invocation)): invocation.limit
        case .query(.runForFile(let invocation, _)): invocation.limit
        case .query(.read): .killAfter(.seconds(ShellScript.readSeconds))
        case .change(.write), .change(.remove), .obey: .detachAfter(Self.fileTime)
        }
    }

    /// For writing a small file and two fsyncs on a disk that is busy with healing.
    private static let fileTime = Duration.seconds(60)

    /// The program or the file, for messages.
    var subject: String {
        switch self {
        case .query(.run(let invocation)), .change(.run(let invocation)): invocation.arguments.first ?? ""
        case .query(.runForFile(let invocation, _)): invocation.arguments.first ?? ""
        case .query(.read(let path, _)), .change(.remove(let path, _)), .obey(_, let path): path
        case .change(.write(let write)): write.path
        }
    }

    /// The unit without which the program is not worth running.
    var neededUnit: String? {
        switch self {
        case .query(.run(let invocation)), .query(.runForFile(let invocation, _)): invocation.onlyWhileActive
        case .query(.read), .change, .obey: nil
        }
    }

    /// Where a program is to leave its answer, or the file that is read.
    var file: String {
        guard case .query(.runForFile(_, let answer)) = self else { return subject }
        return answer
    }

    /// Why it cannot be sent at all; nil if it can.
    var refusal: TransportFailure? {
        let (texts, paths) = (words, paths)
        if texts.contains(where: { $0.utf8.contains(0) }) {
            return .stagingFailed("\(subject.filter { $0 != "\0" }): an argument or a path holds a NUL")
        }
        guard let wrong = paths.first(where: { !$0.hasPrefix("/") || $0.hasSuffix("/") }) else { return nil }
        return .stagingFailed("\(wrong) is not the absolute path of a file")
    }

    private var words: [String] {
        switch self {
        case .query(.run(let invocation)), .change(.run(let invocation)): invocation.arguments
        case .query(.runForFile(let invocation, let answer)): invocation.arguments + [answer]
        case .change(.write(let write)): [write.path] + write.expecting.words
        case .change(.remove(let path, let expecting)): [path] + expecting.words
        case .query(.read), .obey: [subject]
        }
    }

    private var paths: [String] {
        switch self {
        case .query(.run), .change(.run): []
        default: [file]
        }
    }
}

extension Expectation {
    fileprivate var words: [String] { if case .digest(let sha256) = self { [sha256] } else { [] } }
}
