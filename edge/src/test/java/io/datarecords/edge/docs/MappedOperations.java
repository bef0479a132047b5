package io.datarecords.edge.docs;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.type.filter.AnnotationTypeFilter;
import org.springframework.util.ClassUtils;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** Which operations controllers are mapped to, as Spring reads their annotations; documentation is no operation. */
public final class MappedOperations extends RequestMappingHandlerMapping {

    private static final String BASE = "/api/v2/w/{}";

    private MappedOperations() {}

    /** Every operation of the controllers in these packages, as {@link ApiDocument#operations()} has them. */
    public static Set<String> in(String... packages) {
        var mapping = new MappedOperations();
        return Arrays.stream(packages)
                .flatMap(MappedOperations::controllers)
                .flatMap(mapping::operations)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Stream<Class<?>> controllers(String root) {
        var scanner = new ClassPathScanningCandidateComponentProvider(false);
        scanner.addIncludeFilter(new AnnotationTypeFilter(RestController.class));
        return scanner.findCandidateComponents(root).stream()
                .<Class<?>>map(found -> ClassUtils.resolveClassName(found.getBeanClassName(), null))
                .filter(controller -> !Documentation.class.isAssignableFrom(controller));
    }

    private Stream<String> operations(Class<?> controller) {
        return Arrays.stream(controller.getDeclaredMethods()).flatMap(method -> operations(method, controller));
    }

    private Stream<String> operations(Method method, Class<?> controller) {
        RequestMappingInfo info = getMappingForMethod(method, controller);
        return info == null
                ? Stream.of()
                : info.getMethodsCondition().getMethods().stream()
                        .flatMap(verb -> info.getPatternValues().stream().map(path -> verb + " " + below(path)));
    }

    private static String below(String path) {
        var template = path.replaceAll("\\{[^}]*}", "{}");
        if (!template.startsWith(BASE)) {
            throw new AssertionError(path + ": not below a workspace");
        }
        return template.substring(BASE.length());
    }
}
