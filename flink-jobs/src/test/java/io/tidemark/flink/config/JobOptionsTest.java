package io.tidemark.flink.config;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import io.tidemark.flink.config.text.Domains;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class JobOptionsTest {

  @Test
  void noOptionIsForgottenInItsTable() throws IllegalAccessException {
    List<Setting<?>> declared = new ArrayList<>();
    for (JavaClass type : new ClassFileImporter().importPackagesOf(JobOptions.class)) {
      for (Field field : type.reflect().getDeclaredFields()) {
        if (field.getType() == Setting.class && Modifier.isStatic(field.getModifiers())) {
          declared.add((Setting<?>) field.get(null));
        }
      }
    }

    assertThat(JobOptions.all()).hasSameElementsAs(declared).hasSameSizeAs(declared);
  }

  @Test
  void everyOptionHasItsOwnKeyAndAMeaning() {
    assertThat(JobOptions.all()).extracting(Setting::key).doesNotHaveDuplicates();
    assertThat(JobOptions.all()).allSatisfy(each -> assertThat(each.description()).endsWith("."));
  }

  @Test
  void everyDefaultIsAValueThatItsOptionAccepts() {
    for (Setting<?> setting : JobOptions.all()) {
      if (setting.option().hasDefaultValue()) {
        Object byDefault = setting.option().defaultValue();
        assertThat((Object) setting.domain().parse(Domains.show(byDefault)))
            .as(setting.key())
            .isEqualTo(byDefault);
      }
    }
  }
}
