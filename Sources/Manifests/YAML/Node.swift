internal import ClusterModel

/// YAML with its places. Scalars stay text: what `on` means is decided by its field.
struct Node: Sendable, Hashable {
    let place: SourcePlace
    let content: Content

    enum Content: Sendable, Hashable {
        case scalar(Scalar)
        case sequence([Node])
        case mapping([Entry])
    }

    struct Scalar: Sendable, Hashable {
        let text: String
        /// Written without quotes and not as a block.
        let isPlain: Bool

        /// Whether YAML reads it as no value.
        var isNull: Bool {
            guard isPlain, text.utf8.count <= "null".utf8.count else { return false }
            return switch text {
            case "", "~", "null", "Null", "NULL": true
            default: false
            }
        }
    }

    struct Entry: Sendable, Hashable {
        let key: String
        let place: SourcePlace
        let value: Node
    }

    init(_ content: Content, at place: SourcePlace) {
        self.place = place
        self.content = content
    }
}

extension Node {
    /// The number of values in it, itself and its keys included, aliases followed. Computed for aliases only, each of
    /// which counts as much, so that the limit of values bounds this work, too.
    var size: Int {
        switch content {
        case .scalar: 1
        case .sequence(let items): items.reduce(1) { $0 + $1.size }
        case .mapping(let entries): entries.reduce(1) { $0 + 1 + $1.value.size }
        }
    }

    /// The depth of its nesting, aliases followed; a scalar is 1. Computed for aliases only.
    var height: Int {
        switch content {
        case .scalar: 1
        case .sequence(let items): 1 + (items.lazy.map(\.height).max() ?? 0)
        case .mapping(let entries): 1 + (entries.lazy.map(\.value.height).max() ?? 0)
        }
    }
}

extension Node {
    /// The entries, if it is a map.
    var entries: [Entry]? {
        if case .mapping(let entries) = content { entries } else { nil }
    }

    /// The items, if it is a list.
    var items: [Node]? {
        if case .sequence(let items) = content { items } else { nil }
    }

    /// The text, if it is a scalar and not nothing.
    var text: String? {
        if case .scalar(let scalar) = content, !scalar.isNull { scalar.text } else { nil }
    }

    /// Whether YAML reads it as no value.
    var isNull: Bool {
        if case .scalar(let scalar) = content { scalar.isNull } else { false }
    }

    /// The entry of that key, if it is a map and has one.
    func entry(_ key: String) -> Entry? { entries.flatMap { all in all.firstIndex { $0.key == key }.map { all[$0] } } }

    /// Whether it is a map and has an entry of that key.
    func has(_ key: String) -> Bool { entries?.contains { $0.key == key } == true }

    /// The place of a part of it: the deepest step of the path that exists.
    func place(at path: [NodeStep]) -> SourcePlace {
        var node = self
        for step in path {
            guard let next = node.child(step) else { return node.place }
            node = next
        }
        return node.place
    }

    /// The item of that index; itself where there is none.
    func at(_ index: Int) -> Node { child(.item(index)) ?? self }

    /// The place of the value of a key; its own place where it has no such key.
    func place(of key: String) -> SourcePlace { entry(key)?.value.place ?? place }

    private func child(_ step: NodeStep) -> Node? {
        switch (step, content) {
        case (.key(let key), .mapping): entry(key)?.value
        case (.item(let index), .sequence(let items)) where items.indices.contains(index): items[index]
        default: nil
        }
    }

    /// Whether it or a part of it is at one of the places.
    func touches(_ places: Set<SourcePlace>) -> Bool {
        guard !places.isEmpty else { return false }
        if places.contains(place) { return true }
        return switch content {
        case .scalar: false
        case .sequence(let items): items.contains { $0.touches(places) }
        case .mapping(let entries): entries.contains { places.contains($0.place) || $0.value.touches(places) }
        }
    }
}

/// One step down into YAML.
enum NodeStep: Sendable, Hashable, ExpressibleByStringLiteral, ExpressibleByIntegerLiteral {
    case key(String)
    case item(Int)

    init(stringLiteral value: String) { self = .key(value) }
    init(integerLiteral value: Int) { self = .item(value) }
}
